<?php
/**
 * When the plugin is deleted.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Disconnects, and deletes options, meta, terms and kept files, on every site of a network. */
final class Removal {

	public static function run(): void {
		if ( ! is_multisite() ) {
			self::clean();
			return;
		}
		foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $site ) {
			switch_to_blog( (int) $site );
			self::clean();
			restore_current_blog();
		}
	}

	private static function clean(): void {
		global $wpdb;
		Connection::disconnect();
		array_map( 'delete_option', Settings::ALL );
		$locks = $wpdb->esc_like( Asset_Lock::PREFIX ) . '%';
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s", $locks ) ); // phpcs:ignore WordPress.DB
		self::delete_kept_files();
		foreach ( self::meta_keys() as $key ) {
			delete_post_meta_by_key( $key );
		}
		self::delete_terms();
	}

	private static function delete_kept_files(): void {
		global $wpdb;
		$sql = "SELECT post_id FROM {$wpdb->postmeta} WHERE meta_key = %s";
		$ids = $wpdb->get_col( $wpdb->prepare( $sql, Attachment_Fields::PREVIOUS ) ); // phpcs:ignore WordPress.DB
		array_map( array( Asset_File::class, 'forget_previous' ), array_map( 'intval', $ids ) );
	}

	/** @return string[] */
	private static function meta_keys(): array {
		$keys = array(
			Attachment_Fields::EXTERNAL_ID,
			Attachment_Fields::FILE,
			Attachment_Fields::PREVIOUS,
			Attachment_Fields::REPLACED,
		);
		return array_merge( $keys, array_column( Attachment_Fields::META, 0 ) );
	}

	/** The plugin is not running any more: its taxonomy has to be made known once again. */
	private static function delete_terms(): void {
		register_taxonomy( Attachment_Fields::TAXONOMY, 'attachment' );
		$terms = get_terms(
			array(
				'taxonomy'   => Attachment_Fields::TAXONOMY,
				'hide_empty' => false,
				'fields'     => 'ids',
			)
		);
		foreach ( is_array( $terms ) ? $terms : array() as $term ) {
			wp_delete_term( (int) $term, Attachment_Fields::TAXONOMY );
		}
	}
}
