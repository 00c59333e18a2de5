<?php
/**
 * Plugin Name: Stand-in for WooCommerce (tests only)
 * Description: This is NOT WooCommerce and has none of its code. It answers a subset of the REST API wc/v3 for tests.
 *
 * WooCommerce itself cannot be had where these tests run. This follows its public REST API documentation,
 * https://woocommerce.github.io/woocommerce-rest-api-docs/ ("Products", "Product variations"), and these behaviours
 * that a program which writes images has to get right:
 *
 * - `images` of a PUT replaces the whole set; the first is the product image, the others are the gallery, in order;
 * - an image with `id` is an attachment that is there; one with `src` is downloaded, and makes a new attachment each
 *   time, also when it was downloaded before;
 * - `alt` and `name` change the attachment only when they are sent and not empty;
 * - an id that is no image: 400 woocommerce_product_invalid_image_id;
 * - a variation has one `image`; one without answers with its product's; an empty `image` clears it;
 * - images that are no longer in the library are left out of what is answered, and are lost at the next write.
 *
 * Attachments, posts, users and permissions are WordPress's own. There are no carts, orders, prices by rules or
 * other namespaces; whatever else is asked of it, it does not know.
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/images.php';
require_once __DIR__ . '/products.php';
require_once __DIR__ . '/variations.php';

register_activation_hook(
	__FILE__,
	static function (): void {
		foreach ( array( 'administrator', 'editor' ) as $role ) {
			get_role( $role )->add_cap( 'edit_products' );
		}
	}
);

add_action(
	'init',
	static function (): void {
		foreach ( array( 'product', 'product_variation' ) as $type ) {
			register_post_type( $type, array( 'public' => true, 'supports' => array( 'title', 'editor', 'thumbnail' ) ) );
		}
		register_taxonomy( 'product_cat', 'product', array( 'hierarchical' => true ) );
		register_taxonomy( 'product_tag', 'product' );
	}
);

/** @return true|WP_Error */
function stand_in_may_edit() {
	if ( current_user_can( 'edit_products' ) ) {
		return true;
	}
	$status = rest_authorization_required_code();
	return new WP_Error( 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.', array( 'status' => $status ) );
}

function stand_in_route( string $path, string $methods, callable $callback ): void {
	register_rest_route(
		'wc/v3',
		$path,
		array(
			'methods'             => $methods,
			'callback'            => $callback,
			'permission_callback' => 'stand_in_may_edit',
			'args'                => array(
				'per_page' => array(
					'type'    => 'integer',
					'default' => 10,
					'minimum' => 1,
					'maximum' => 100,
				),
				'include'  => array(
					'type'  => 'array',
					'items' => array( 'type' => 'integer' ),
				),
			),
		)
	);
}

/** Arguments of get_posts for a list. */
function stand_in_query( WP_REST_Request $request, string $type ): array {
	$status = $request['status'] ?? 'any';
	$query  = array(
		'post_type'   => $type,
		'post_status' => $status,
		'numberposts' => $request['per_page'],
		'offset'      => (int) $request['offset'],
		'orderby'     => 'id' === $request['orderby'] ? 'ID' : 'date',
		'order'       => strtoupper( $request['order'] ?? 'desc' ),
		's'           => (string) $request['search'],
	);
	if ( ! empty( $request['include'] ) ) {
		$query['include'] = $request['include'];
		// `include` of get_posts would drop the limit.
		$query['post__in'] = $query['include'];
		unset( $query['include'] );
	}
	if ( isset( $request['modified_after'] ) ) {
		$column              = rest_sanitize_boolean( $request['dates_are_gmt'] ?? false ) ? 'post_modified_gmt' : 'post_modified';
		$after               = gmdate( 'Y-m-d H:i:s', strtotime( $request['modified_after'] ) );
		$query['date_query'] = array( array( 'after' => $after, 'column' => $column ) );
	}
	return $query;
}
