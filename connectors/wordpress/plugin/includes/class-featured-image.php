<?php
/**
 * Featured images of posts.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Reads and sets which image a post shows; remembers on the attachment what was there before. */
final class Featured_Image {

	/** @return array{id:int,externalId:string|null}|null */
	public static function of( int $post ): ?array {
		$id = (int) get_post_thumbnail_id( $post );
		return self::described( $id );
	}

	/**
	 * @param int      $post     A post that the user may edit.
	 * @param int      $id       Attachment; 0 shows none.
	 * @param int|null $expected What it must show now for anything to happen.
	 * @return array{id:int,externalId:string|null}|null What it showed before.
	 * @throws Failure 412 when it shows another one by now.
	 */
	public static function set( int $post, int $id, ?int $expected = null ): ?array {
		return Asset_Lock::with(
			'post:' . $post,
			static function () use ( $post, $id, $expected ): ?array {
				wp_cache_delete( $post, 'post_meta' );
				$now = (int) get_post_thumbnail_id( $post );
				if ( null !== $expected && $now !== $expected ) {
					$message = __( 'The post shows another featured image by now.', 'assetql' );
					throw new Failure( 'assetql_changed', $message, 412, array( 'current' => $now ) );
				}
				if ( $now !== $id ) {
					self::write( $post, $id );
					self::remember( $post, $id, $now );
				}
				return self::described( $now );
			}
		);
	}

	private static function write( int $post, int $id ): void {
		if ( 0 === $id ) {
			delete_post_thumbnail( $post );
		} elseif ( ! wp_attachment_is_image( $id ) || ! set_post_thumbnail( $post, $id ) ) {
			$message = __( 'There is no such image in the media library.', 'assetql' );
			throw new Failure( 'assetql_not_found', $message, 404 );
		}
	}

	/** The attachment that comes notes what it replaced; the one that goes forgets. */
	private static function remember( int $post, int $id, int $before ): void {
		if ( $before > 0 ) {
			$replaced = get_post_meta( $before, Attachment_Fields::REPLACED, true );
			if ( is_array( $replaced ) ) {
				unset( $replaced[ $post ] );
				update_post_meta( $before, Attachment_Fields::REPLACED, $replaced );
			}
		}
		if ( $id > 0 && '' !== (string) get_post_meta( $id, Attachment_Fields::EXTERNAL_ID, true ) ) {
			$replaced          = get_post_meta( $id, Attachment_Fields::REPLACED, true );
			$replaced          = is_array( $replaced ) ? $replaced : array();
			$replaced[ $post ] = $before;
			update_post_meta( $id, Attachment_Fields::REPLACED, $replaced );
		}
	}

	private static function described( int $id ): ?array {
		if ( 0 === $id || null === get_post( $id ) ) {
			return null;
		}
		$external_id = (string) get_post_meta( $id, Attachment_Fields::EXTERNAL_ID, true );
		return array(
			'id'         => $id,
			'externalId' => '' === $external_id ? null : $external_id,
		);
	}
}
