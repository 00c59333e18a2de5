<?php
/** Variations of products. Part of the stand-in. */

defined( 'ABSPATH' ) || exit;

add_action(
	'rest_api_init',
	static function (): void {
		$path = '/products/(?P<product_id>\d+)/variations';
		stand_in_route( $path, 'GET', 'stand_in_list_variations' );
		stand_in_route( "$path/(?P<id>\d+)", 'PUT, POST, PATCH', 'stand_in_put_variation' );
	}
);

/** @return array|WP_Error */
function stand_in_list_variations( WP_REST_Request $request ) {
	$product = stand_in_find( (int) $request['product_id'], 'product' );
	if ( is_wp_error( $product ) ) {
		return $product;
	}
	$query = stand_in_query( $request, 'product_variation' ) + array( 'post_parent' => $product->ID );
	return array_map( 'stand_in_variation', get_posts( $query ) );
}

/** @return array|WP_Error */
function stand_in_put_variation( WP_REST_Request $request ) {
	$variation = stand_in_find( (int) $request['id'], 'product_variation' );
	if ( is_wp_error( $variation ) || $variation->post_parent !== (int) $request['product_id'] ) {
		return new WP_Error( 'woocommerce_rest_product_variation_invalid_id', 'Invalid ID.', array( 'status' => 404 ) );
	}
	$image = $request['image'];
	if ( isset( $image ) ) {
		if ( ! is_array( $image ) || ( empty( $image['id'] ) && ! isset( $image['src'] ) ) ) {
			delete_post_meta( $variation->ID, '_thumbnail_id' );
		} else {
			$id = stand_in_attachment( $image, $variation->ID, 'variation' );
			if ( is_wp_error( $id ) ) {
				return $id;
			}
			update_post_meta( $variation->ID, '_thumbnail_id', $id );
		}
	}
	return stand_in_variation( $variation );
}

function stand_in_variation( WP_Post $post ): array {
	$own = (int) get_post_meta( $post->ID, '_thumbnail_id', true );
	// Of its product, when it has none of its own.
	$shown = $own > 0 ? $own : (int) get_post_thumbnail_id( $post->post_parent );
	return stand_in_common( $post ) + array(
		'description' => wpautop( $post->post_content ),
		'attributes'  => json_decode( (string) get_post_meta( $post->ID, '_attributes', true ) ?: '[]', true ),
		'image'       => $shown > 0 ? stand_in_image( $shown ) : null,
	);
}
