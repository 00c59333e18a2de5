<?php
/**
 * The doors for publishers: /assets and /about.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/** REST routes that REST.md describes. */
final class Asset_Routes {

	const NAMESPACE = 'assetql/v1';
	const ONE       = '/assets/(?P<external_id>[A-Za-z0-9._:-]{1,128})';
	const LIMIT     = 100;

	public static function register(): void {
		self::route( '/about', 'GET', array( self::class, 'about' ) );
		self::route( '/assets', 'GET', array( self::class, 'get_many' ) );
		self::route( self::ONE, 'GET', array( self::class, 'get_one' ) );
		self::route( self::ONE, 'PUT, POST', array( self::class, 'put' ) );
		self::route( self::ONE, 'DELETE', array( self::class, 'delete' ) );
	}

	public static function about(): array {
		return array(
			'plugin'         => VERSION,
			'doors'          => 1,
			'maxUploadBytes' => wp_max_upload_size(),
		);
	}

	public static function get_many( WP_REST_Request $request ): array {
		$ids = wp_parse_list( $request->get_param( 'external_ids' ) );
		if ( array() === $ids || count( $ids ) > self::LIMIT ) {
			$message = __( 'Ask for 1 to 100 external_ids.', 'assetql' );
			throw Asset_Metadata::invalid( 'external_ids', $message );
		}
		return Asset_Projection::of_many( array_values( Asset_Finder::find_many( $ids ) ) );
	}

	public static function get_one( WP_REST_Request $request ): WP_REST_Response {
		return self::projected( Asset_Projection::of( Asset_Store::find_or_fail( $request['external_id'] ) ) );
	}

	public static function put( WP_REST_Request $request ): WP_REST_Response {
		$upload = Asset_Upload::of( $request );
		$put    = Asset_Store::put( $request['external_id'], $upload, Preconditions::of( $request ) );
		$answer = self::projected( $put['projection'] + array( 'changed' => $put['changed'] ) );
		$answer->set_status( $put['created'] ? 201 : 200 );
		return $answer;
	}

	public static function delete( WP_REST_Request $request ): array {
		$mode  = $request->get_param( 'mode' ) ?? 'delete';
		$force = rest_sanitize_boolean( $request->get_param( 'force' ) ?? false );
		if ( ! in_array( $mode, array( 'delete', 'trash' ), true ) ) {
			throw Asset_Metadata::invalid( 'mode', __( 'mode must be delete or trash.', 'assetql' ) );
		}
		$external_id = $request['external_id'];
		$id          = Asset_Store::remove( $external_id, Preconditions::of( $request ), 'trash' === $mode, $force );
		return array(
			'externalId' => $external_id,
			'id'         => $id,
			'deleted'    => true,
		);
	}

	private static function projected( array $projection ): WP_REST_Response {
		$answer = new WP_REST_Response( $projection );
		$answer->header( 'ETag', '"' . $projection['etag'] . '"' );
		return $answer;
	}

	private static function route( string $path, string $methods, callable $callback ): void {
		register_rest_route(
			self::NAMESPACE,
			$path,
			array(
				'methods'             => $methods,
				'callback'            => Failure::answered( $callback ),
				'permission_callback' => array( Permissions::class, 'may_upload' ),
			)
		);
	}
}
