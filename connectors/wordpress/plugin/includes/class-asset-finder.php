<?php
/**
 * From external ids to attachments.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Reads the database, past every cache: inside a lock, only that is the truth. */
final class Asset_Finder {

	/** The attachment of an external id; 0 when there is none. One in the trash counts as none. */
	public static function find( string $external_id ): int {
		$found = self::find_many( array( $external_id ) );
		return $found[ $external_id ] ?? 0;
	}

	/**
	 * @param string[] $external_ids At most 100.
	 * @return array<string,int> Attachment by external id, only of those that are there.
	 */
	public static function find_many( array $external_ids ): array {
		global $wpdb;
		if ( array() === $external_ids ) {
			return array();
		}
		$places = implode( ', ', array_fill( 0, count( $external_ids ), '%s' ) );
		$sql    = "SELECT m.meta_value AS external_id, MIN(p.ID) AS id FROM {$wpdb->postmeta} m
			JOIN {$wpdb->posts} p ON p.ID = m.post_id
			WHERE m.meta_key = %s AND m.meta_value IN ($places)
			AND p.post_type = 'attachment' AND p.post_status <> 'trash'
			GROUP BY m.meta_value";
		$values = array_merge( array( Attachment_Fields::EXTERNAL_ID ), $external_ids );
		$rows   = $wpdb->get_results( $wpdb->prepare( $sql, $values ) ); // phpcs:ignore WordPress.DB
		$found  = array();
		foreach ( $rows as $row ) {
			$found[ (string) $row->external_id ] = (int) $row->id;
		}
		return $found;
	}

	/**
	 * The posts that show these attachments as their featured image.
	 *
	 * @param int[] $ids Attachments.
	 * @return array<int,int[]> Posts by attachment.
	 */
	public static function featured_in( array $ids ): array {
		global $wpdb;
		$posts = array_fill_keys( $ids, array() );
		if ( array() === $ids ) {
			return $posts;
		}
		$places = implode( ', ', array_fill( 0, count( $ids ), '%s' ) );
		$sql    = "SELECT m.post_id, m.meta_value FROM {$wpdb->postmeta} m JOIN {$wpdb->posts} p ON p.ID = m.post_id
			WHERE m.meta_key = '_thumbnail_id' AND m.meta_value IN ($places)
			AND p.post_type <> 'revision' ORDER BY m.post_id";
		foreach ( $wpdb->get_results( $wpdb->prepare( $sql, array_map( 'strval', $ids ) ) ) as $row ) { // phpcs:ignore WordPress.DB
			$posts[ (int) $row->meta_value ][] = (int) $row->post_id;
		}
		return $posts;
	}

	/**
	 * Posts that have the attachment in their text, as the editor writes it.
	 *
	 * @return int[] At most 20.
	 */
	public static function in_text_of( int $id ): array {
		global $wpdb;
		$sql = "SELECT ID FROM {$wpdb->posts} WHERE post_content LIKE %s
			AND post_type NOT IN ('revision', 'attachment') AND post_status NOT IN ('trash', 'auto-draft')
			ORDER BY ID LIMIT 20";
		$ids = array();
		foreach ( array( '%wp-image-' . $id . '"%', '%wp-image-' . $id . ' %' ) as $pattern ) {
			$ids = array_merge( $ids, $wpdb->get_col( $wpdb->prepare( $sql, $pattern ) ) ); // phpcs:ignore WordPress.DB
		}
		return array_values( array_unique( array_map( 'intval', $ids ) ) );
	}
}
