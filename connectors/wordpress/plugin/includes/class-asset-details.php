<?php
/**
 * Texts, terms and meta of an attachment.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Writes what was given and differs; leaves the rest alone. */
final class Asset_Details {

	public static function write( int $id, array $metadata ): void {
		self::write_texts( $id, $metadata );
		if ( isset( $metadata['alt'] ) ) {
			update_post_meta( $id, '_wp_attachment_image_alt', wp_slash( sanitize_text_field( $metadata['alt'] ) ) );
		}
		if ( isset( $metadata['style'] ) ) {
			// An unknown name becomes a term; a plain string would be split at its commas.
			wp_set_object_terms( $id, $metadata['style'], Attachment_Fields::TAXONOMY );
		}
		foreach ( $metadata['meta'] ?? array() as $member => $value ) {
			$key = Attachment_Fields::META[ $member ][0];
			if ( null === $value ) {
				delete_post_meta( $id, $key );
			} else {
				update_post_meta( $id, $key, wp_slash( is_bool( $value ) ? (int) $value : $value ) );
			}
		}
	}

	private static function write_texts( int $id, array $metadata ): void {
		$columns = array(
			'title'       => 'post_title',
			'caption'     => 'post_excerpt',
			'description' => 'post_content',
			'post'        => 'post_parent',
		);
		$post    = get_post( $id );
		$changes = array();
		foreach ( $columns as $member => $column ) {
			if ( isset( $metadata[ $member ] ) && $post->$column !== $metadata[ $member ] ) {
				$changes[ $column ] = $metadata[ $member ];
			}
		}
		if ( array() !== $changes ) {
			wp_update_post( wp_slash( array( 'ID' => $id ) + $changes ) );
		}
	}
}
