<?php
/**
 * Images of the hub for browsers that cannot reach it.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/** Hands on files of the hub, which may be on a network of the server's own. */
final class Image_Routes {

	const ROUTE = '/image';

	public static function register(): void {
		register_rest_route(
			Asset_Routes::NAMESPACE,
			self::ROUTE,
			array(
				'methods'             => 'GET',
				'callback'            => Failure::answered( array( self::class, 'get' ) ),
				'permission_callback' => array( Permissions::class, 'may_upload' ),
				'args'                => array(
					'url' => array(
						'type'     => 'string',
						'required' => true,
					),
				),
			)
		);
		// After WordPress's own filter, which sends headers.
		add_filter( 'rest_pre_serve_request', array( self::class, 'serve' ), 100, 2 );
	}

	/** @throws Failure 400 for an address that is not the hub's. */
	public static function get( WP_REST_Request $request ): WP_REST_Response {
		$url = (string) $request['url'];
		if ( ! Hub::owns( $url ) ) {
			throw new Failure( 'assetql_address_invalid', __( 'This is no image of the hub.', 'assetql' ), 400 );
		}
		$answer = Hub::file( $url );
		$type   = (string) wp_remote_retrieve_header( $answer, 'content-type' );
		if ( ! preg_match( '#^image/(png|jpeg|webp|avif|gif)$#', $type ) ) {
			throw new Failure( 'assetql_address_invalid', __( 'This is no image of the hub.', 'assetql' ), 400 );
		}
		$response = new WP_REST_Response( new Image_Bytes( wp_remote_retrieve_body( $answer ) ) );
		$response->header( 'Content-Type', $type );
		$response->header( 'Cache-Control', 'private, max-age=3000' );
		$response->header( 'X-Content-Type-Options', 'nosniff' );
		return $response;
	}

	/**
	 * @param bool             $served Whether the answer is out already.
	 * @param WP_REST_Response $result Of any route.
	 */
	public static function serve( $served, $result ): bool {
		if ( $served || ! $result instanceof WP_REST_Response || ! $result->get_data() instanceof Image_Bytes ) {
			return (bool) $served;
		}
		// It would send them after the image; and images may be cached.
		add_filter( 'rest_send_nocache_headers', '__return_false', 100 );
		echo $result->get_data()->bytes; // phpcs:ignore WordPress.Security.EscapeOutput
		return true;
	}

	/**
	 * Puts this site's address in the place of the hub's, in every file address of an answer. Addresses elsewhere (a
	 * CDN of the hub's) are for every browser.
	 *
	 * @param mixed $value Part of an answer.
	 * @return mixed
	 */
	public static function rewritten( $value ) {
		if ( is_array( $value ) ) {
			return array_map( array( self::class, 'rewritten' ), $value );
		}
		if ( ! is_string( $value ) || ! Hub::owns( $value ) ) {
			return $value;
		}
		return add_query_arg(
			array(
				'url'      => rawurlencode( $value ),
				'_wpnonce' => wp_create_nonce( 'wp_rest' ),
			),
			rest_url( Asset_Routes::NAMESPACE . self::ROUTE )
		);
	}
}
