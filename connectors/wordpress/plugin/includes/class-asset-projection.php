<?php
/**
 * What can be seen of an attachment and matters to us.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** The projection that REST.md describes. */
final class Asset_Projection {

	/** Of one attachment that is there. */
	public static function of( int $id ): array {
		return self::of_many( array( $id ) )[0];
	}

	/**
	 * @param int[] $ids Attachments that are there.
	 * @return array[] In the same order.
	 */
	public static function of_many( array $ids ): array {
		_prime_post_caches( $ids, true, true );
		$featured = Asset_Finder::featured_in( $ids );
		return array_map(
			static function ( int $id ) use ( $featured ): array {
				return self::build( $id, $featured[ $id ] );
			},
			$ids
		);
	}

	/**
	 * @param int   $id       Attachment.
	 * @param int[] $featured Posts that show it.
	 */
	private static function build( int $id, array $featured ): array {
		$post = get_post( $id );
		$seen = array(
			'file'        => Asset_File::describe( $id ),
			'title'       => $post->post_title,
			'alt'         => (string) get_post_meta( $id, '_wp_attachment_image_alt', true ),
			'caption'     => $post->post_excerpt,
			'description' => $post->post_content,
			'style'       => self::styles( $id ),
			'meta'        => self::meta( $id ),
			'post'        => (int) $post->post_parent,
			'featuredIn'  => $featured,
		);
		return array(
			'externalId'       => (string) get_post_meta( $id, Attachment_Fields::EXTERNAL_ID, true ),
			'id'               => $id,
			'etag'             => self::etag( $seen ),
		) + $seen + array(
			'previousFeatured' => (object) self::kept( $id, Attachment_Fields::REPLACED ),
			'previousSha256'   => self::kept( $id, Attachment_Fields::PREVIOUS )['sha256'] ?? null,
			'link'             => admin_url( 'post.php?post=' . $id . '&action=edit' ),
			'modified'         => mysql_to_rfc3339( $post->post_modified_gmt ) . 'Z',
		);
	}

	/** The address may change with the site's own; what it shows does not. */
	private static function etag( array $seen ): string {
		unset( $seen['file']['url'] );
		return substr( hash( 'sha256', (string) wp_json_encode( $seen ) ), 0, 32 );
	}

	/** @return string[] Names, sorted. */
	private static function styles( int $id ): array {
		$terms = get_the_terms( $id, Attachment_Fields::TAXONOMY );
		$names = is_array( $terms ) ? wp_list_pluck( $terms, 'name' ) : array();
		$names = array_map( 'wp_specialchars_decode', $names );
		sort( $names );
		return $names;
	}

	private static function meta( int $id ): array {
		$meta = array();
		foreach ( Attachment_Fields::META as $member => list( $key, $type ) ) {
			$value           = get_post_meta( $id, $key, true );
			$meta[ $member ] = metadata_exists( 'post', $id, $key ) ? self::typed( $value, $type ) : null;
		}
		return $meta;
	}

	/**
	 * @param mixed $value As the database has it.
	 * @return mixed
	 */
	private static function typed( $value, string $type ) {
		switch ( $type ) {
			case 'boolean':
				return rest_sanitize_boolean( $value );
			case 'integer':
				return (int) $value;
			case 'number':
				return (float) $value;
			default:
				return (string) $value;
		}
	}

	private static function kept( int $id, string $key ): array {
		$kept = get_post_meta( $id, $key, true );
		return is_array( $kept ) ? $kept : array();
	}
}
