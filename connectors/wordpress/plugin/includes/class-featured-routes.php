<?php
/**
 * The door for featured images.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/** GET and PUT /posts/{id}/featured, as REST.md describes. */
final class Featured_Routes {

	public static function register(): void {
		$routes = array(
			'GET'       => 'get',
			'PUT, POST' => 'put',
		);
		foreach ( $routes as $methods => $callback ) {
			register_rest_route(
				Asset_Routes::NAMESPACE,
				'/posts/(?P<post>\d+)/featured',
				array(
					'methods'             => $methods,
					'callback'            => Failure::answered( array( self::class, $callback ) ),
					'permission_callback' => array( Permissions::class, 'may_upload' ),
				)
			);
		}
	}

	public static function get( WP_REST_Request $request ): array {
		return self::shown( Permissions::editable_post( (int) $request['post'] )->ID );
	}

	public static function put( WP_REST_Request $request ): array {
		$post     = Permissions::editable_post( (int) $request['post'] )->ID;
		$given    = $request->get_json_params();
		$expected = $given['expected'] ?? null;
		if ( null !== $expected && ! is_int( $expected ) ) {
			throw Asset_Metadata::invalid( 'expected', __( 'expected must be the id of an attachment, or 0.', 'assetql' ) );
		}
		$previous = Featured_Image::set( $post, self::wanted( is_array( $given ) ? $given : array() ), $expected );
		return self::shown( $post ) + array( 'previous' => $previous );
	}

	private static function wanted( array $given ): int {
		if ( is_string( $given['externalId'] ?? null ) ) {
			return Asset_Store::find_or_fail( $given['externalId'] );
		}
		if ( ! is_int( $given['attachment'] ?? null ) ) {
			$message = __( 'Say which image: attachment (0 for none) or externalId.', 'assetql' );
			throw Asset_Metadata::invalid( 'attachment', $message );
		}
		return $given['attachment'];
	}

	private static function shown( int $post ): array {
		$featured = Featured_Image::of( $post );
		return array(
			'post'     => $post,
			'featured' => $featured,
			'etag'     => (string) ( $featured['id'] ?? 0 ),
		);
	}
}
