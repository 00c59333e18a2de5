<?php
/**
 * The hub's API, as much of it as the screens need.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/** Hands on allow-listed calls with the site's key, which stays on the server. */
final class Proxy_Routes {

	/** What whoever may upload files may call: method, path. */
	const CALLS = array(
		array( 'GET', '#^styles$#' ),
		array( 'GET', '#^batches(/bat_[\w-]+(/tasks)?)?$#' ),
		array( 'POST', '#^batches/bat_[\w-]+/(pause|resume|cancel|retry-failed)$#' ),
		array( 'GET', '#^tasks/[\w-]+$#' ),
		array( 'POST', '#^tasks/[\w-]+/accept$#' ),
		array( 'GET', '#^assets(/[\w-]+)?$#' ),
		array( 'PATCH', '#^assets/[\w-]+$#' ),
		array( 'POST', '#^assets/(review|[\w-]+/(approve|reject|regenerate))$#' ),
		array( 'GET', '#^publications(/[\w-]+(/changes)?)?$#' ),
	);

	/** What writes to posts of any author, by the connection's account: for editors. */
	const EDITORS_CALLS = array(
		array( 'POST', '#^publications$#' ),
		array( 'POST', '#^publications/[\w-]+/(apply|pause|resume|revert)$#' ),
		array( 'POST', '#^target/(items|check)$#' ),
	);

	const QUERY = array( 'cursor', 'limit', 'batchId', 'status', 'state', 'kind' );

	public static function register(): void {
		register_rest_route(
			Asset_Routes::NAMESPACE,
			'/hub/(?P<path>[A-Za-z0-9_/-]{1,200})',
			array(
				'methods'             => 'GET, POST, PATCH',
				'callback'            => Failure::answered( array( self::class, 'relay' ) ),
				'permission_callback' => array( self::class, 'may_call' ),
			)
		);
	}

	/** @return true|\WP_Error */
	public static function may_call( WP_REST_Request $request ) {
		$may = Permissions::may_upload();
		if ( true !== $may || ! self::is_listed( self::EDITORS_CALLS, $request ) ) {
			return $may;
		}
		return Permissions::may_publish();
	}

	public static function relay( WP_REST_Request $request ): WP_REST_Response {
		if ( ! self::is_listed( self::CALLS, $request ) && ! self::is_listed( self::EDITORS_CALLS, $request ) ) {
			$message = __( 'This call of the hub is not open to the site.', 'assetql' );
			throw new Failure( 'assetql_call_refused', $message, 404 );
		}
		$path  = self::own_target( (string) $request['path'] );
		$query = array_intersect_key( $request->get_query_params(), array_flip( self::QUERY ) );
		$body  = 'GET' === $request->get_method() ? null : (array) $request->get_json_params();
		if ( 'publications' === $path ) {
			// Of this site alone, whatever the browser says.
			if ( null === $body ) {
				$query['targetId'] = self::target();
			} else {
				$body['targetId'] = self::target();
			}
		}
		$path = '/' . $path . ( array() === $query ? '' : '?' . http_build_query( $query ) );
		return Hub::call( $request->get_method(), $path, $body, self::headers( $request ) )->to_response();
	}

	/** Lets a browser repeat a call without doing things twice. */
	public static function headers( WP_REST_Request $request ): array {
		$key = $request->get_header( 'idempotency_key' );
		return null === $key ? array() : array( 'Idempotency-Key' => $key );
	}

	private static function own_target( string $path ): string {
		return preg_replace( '#^target/#', 'targets/' . self::target_or_none() . '/', $path );
	}

	private static function target_or_none(): string {
		return rawurlencode( Settings::target_id() );
	}

	/** @throws Failure 409. */
	private static function target(): string {
		$target = Settings::target_id();
		if ( '' === $target ) {
			$message = __( 'This site is not connected to the hub yet: Settings → AssetQL → Connect this site.', 'assetql' );
			throw new Failure( 'assetql_not_connected', $message, 409 );
		}
		return $target;
	}

	private static function is_listed( array $calls, WP_REST_Request $request ): bool {
		foreach ( $calls as list( $method, $pattern ) ) {
			if ( $method === $request->get_method() && preg_match( $pattern, (string) $request['path'] ) ) {
				return true;
			}
		}
		return false;
	}
}
