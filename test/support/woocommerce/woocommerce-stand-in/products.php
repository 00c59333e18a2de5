<?php
/** Products. Part of the stand-in. */

defined( 'ABSPATH' ) || exit;

add_action(
	'rest_api_init',
	static function (): void {
		stand_in_route( '/products', 'GET', 'stand_in_list_products' );
		stand_in_route( '/products/(?P<id>\d+)', 'GET', 'stand_in_get_product' );
		stand_in_route( '/products/(?P<id>\d+)', 'PUT, POST, PATCH', 'stand_in_put_product' );
	}
);

function stand_in_list_products( WP_REST_Request $request ): array {
	return array_map( 'stand_in_product', get_posts( stand_in_query( $request, 'product' ) ) );
}

/** @return array|WP_Error */
function stand_in_get_product( WP_REST_Request $request ) {
	$product = stand_in_find( (int) $request['id'], 'product' );
	return is_wp_error( $product ) ? $product : stand_in_product( $product );
}

/** @return array|WP_Error */
function stand_in_put_product( WP_REST_Request $request ) {
	$product = stand_in_find( (int) $request['id'], 'product' );
	if ( is_wp_error( $product ) ) {
		return $product;
	}
	if ( isset( $request['images'] ) ) {
		$done = stand_in_replace_images( $product->ID, (array) $request['images'] );
		if ( is_wp_error( $done ) ) {
			return $done;
		}
	}
	wp_update_post( array( 'ID' => $product->ID ) );
	return stand_in_product( get_post( $product->ID ) );
}

/** @return WP_Post|WP_Error */
function stand_in_find( int $id, string $type ) {
	$post = get_post( $id );
	if ( null !== $post && $type === $post->post_type ) {
		return $post;
	}
	return new WP_Error( "woocommerce_rest_{$type}_invalid_id", 'Invalid ID.', array( 'status' => 404 ) );
}

function stand_in_product( WP_Post $post ): array {
	$named = static function ( string $taxonomy ) use ( $post ): array {
		$terms = get_the_terms( $post, $taxonomy );
		$names = is_array( $terms ) ? $terms : array();
		return array_map(
			static function ( WP_Term $term ): array {
				return array( 'id' => $term->term_id, 'name' => $term->name, 'slug' => $term->slug );
			},
			$names
		);
	};
	return stand_in_common( $post ) + array(
		'name'              => $post->post_title,
		'type'              => (string) get_post_meta( $post->ID, '_type', true ) ?: 'simple',
		'description'       => wpautop( $post->post_content ),
		'short_description' => wpautop( $post->post_excerpt ),
		'categories'        => $named( 'product_cat' ),
		'tags'              => $named( 'product_tag' ),
		'attributes'        => json_decode( (string) get_post_meta( $post->ID, '_attributes', true ) ?: '[]', true ),
		'images'            => array_values( array_filter( array_map( 'stand_in_image', stand_in_image_ids( $post->ID ) ) ) ),
	);
}

function stand_in_common( WP_Post $post ): array {
	return array(
		'id'                => $post->ID,
		'sku'               => (string) get_post_meta( $post->ID, '_sku', true ),
		'price'             => (string) get_post_meta( $post->ID, '_price', true ),
		'status'            => $post->post_status,
		'permalink'         => get_permalink( $post ),
		'date_modified_gmt' => mysql_to_rfc3339( $post->post_modified_gmt ),
	);
}
