<?php
/**
 * Posts to choose from.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/** GET /posts: those that the user may edit. */
final class Post_Routes {

	public static function register(): void {
		register_rest_route(
			Asset_Routes::NAMESPACE,
			'/posts',
			array(
				'methods'             => 'GET',
				'callback'            => array( self::class, 'get' ),
				'permission_callback' => array( Permissions::class, 'may_upload' ),
				'args'                => array(
					'search'       => array(
						'type'    => 'string',
						'default' => '',
					),
					'type'         => array(
						'type'    => 'string',
						'default' => 'post',
					),
					'withoutImage' => array(
						'type'    => 'boolean',
						'default' => false,
					),
					'include'      => array(
						'type'     => 'array',
						'items'    => array( 'type' => 'integer' ),
						'maxItems' => 100,
						'default'  => array(),
					),
					'page'         => array(
						'type'    => 'integer',
						'default' => 1,
						'minimum' => 1,
					),
					'perPage'      => array(
						'type'    => 'integer',
						'default' => 20,
						'minimum' => 1,
						'maximum' => 100,
					),
				),
			)
		);
	}

	public static function get( WP_REST_Request $request ): array {
		$names   = array( 'search', 'type', 'withoutImage', 'include', 'page', 'perPage' );
		$filters = array();
		foreach ( $names as $name ) {
			$filters[ $name ] = $request[ $name ];
		}
		return Post_Rows::listed( $filters );
	}
}
