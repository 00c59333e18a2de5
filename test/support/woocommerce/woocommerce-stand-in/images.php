<?php
/** Images of products and variations: attachments by id, or downloaded by address. Part of the stand-in. */

defined( 'ABSPATH' ) || exit;

/** The gallery's ids are kept as WooCommerce keeps them: in one row, with commas. */
function stand_in_image_ids( int $product ): array {
	$gallery = array_filter( explode( ',', (string) get_post_meta( $product, '_product_image_gallery', true ) ) );
	$ids     = array_merge( array( (int) get_post_thumbnail_id( $product ) ), array_map( 'intval', $gallery ) );
	return array_values( array_filter( $ids ) );
}

function stand_in_image( int $id ): ?array {
	$source = wp_get_attachment_image_src( $id, 'full' );
	if ( null === get_post( $id ) || ! is_array( $source ) ) {
		return null;
	}
	return array(
		'id'   => $id,
		'src'  => $source[0],
		'name' => get_the_title( $id ),
		'alt'  => (string) get_post_meta( $id, '_wp_attachment_image_alt', true ),
	);
}

/**
 * The attachment that a sent image means.
 *
 * @return int|WP_Error
 */
function stand_in_attachment( array $image, int $post, string $what ) {
	$id = (int) ( $image['id'] ?? 0 );
	if ( 0 === $id && isset( $image['src'] ) ) {
		require_once ABSPATH . 'wp-admin/includes/media.php';
		require_once ABSPATH . 'wp-admin/includes/file.php';
		require_once ABSPATH . 'wp-admin/includes/image.php';
		$id = media_sideload_image( $image['src'], $post, null, 'id' );
		if ( is_wp_error( $id ) ) {
			return new WP_Error( "woocommerce_{$what}_image_upload_error", $id->get_error_message(), array( 'status' => 400 ) );
		}
	}
	if ( ! wp_attachment_is_image( $id ) ) {
		return new WP_Error( "woocommerce_{$what}_invalid_image_id", "#$id is an invalid image ID.", array( 'status' => 400 ) );
	}
	if ( ! empty( $image['alt'] ) ) {
		update_post_meta( $id, '_wp_attachment_image_alt', sanitize_text_field( $image['alt'] ) );
	}
	if ( ! empty( $image['name'] ) ) {
		wp_update_post( array( 'ID' => $id, 'post_title' => $image['name'] ) );
	}
	return $id;
}

/** @return true|WP_Error */
function stand_in_replace_images( int $product, array $images ) {
	$ids = array();
	foreach ( array_filter( $images ) as $image ) {
		$id = stand_in_attachment( $image, $product, 'product' );
		if ( is_wp_error( $id ) ) {
			return $id;
		}
		$ids[] = $id;
	}
	$first = array_shift( $ids );
	null === $first ? delete_post_thumbnail( $product ) : update_post_meta( $product, '_thumbnail_id', $first );
	update_post_meta( $product, '_product_image_gallery', implode( ',', $ids ) );
	return true;
}
