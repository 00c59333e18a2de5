<?php
/**
 * Creates, changes and removes attachments by external id.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** One attachment per external id, whoever calls how often at the same time. */
final class Asset_Store {

	/**
	 * @return array{created:bool,changed:string[],projection:array}
	 * @throws Failure As REST.md lists.
	 */
	public static function put( string $external_id, Asset_Upload $upload, Preconditions $preconditions ): array {
		try {
			return Asset_Lock::with(
				$external_id,
				static function () use ( $external_id, $upload, $preconditions ): array {
					$id = Asset_Finder::find( $external_id );
					$preconditions->assert_hold( $id );
					self::assert_posts( $upload->metadata );
					return 0 === $id ? self::create( $external_id, $upload ) : self::update( $id, $upload );
				}
			);
		} finally {
			$upload->discard();
		}
	}

	/**
	 * @param bool $to_trash Rather than for good.
	 * @param bool $force    Also while posts show it.
	 * @return int The attachment that was removed.
	 * @throws Failure As REST.md lists.
	 */
	public static function remove( string $external_id, Preconditions $preconditions, bool $to_trash, bool $force ): int {
		if ( $to_trash && ( ! EMPTY_TRASH_DAYS || ! MEDIA_TRASH ) ) {
			$message = __( 'This site has no trash for media.', 'assetql' );
			throw new Failure( 'assetql_no_trash', $message, 501 );
		}
		return Asset_Lock::with(
			$external_id,
			static function () use ( $external_id, $preconditions, $to_trash, $force ): int {
				$id = self::find_or_fail( $external_id );
				if ( ! current_user_can( 'delete_post', $id ) ) {
					$message = __( 'Your account may not delete this image.', 'assetql' );
					throw new Failure( 'assetql_forbidden', $message, 403 );
				}
				$preconditions->assert_hold( $id );
				if ( ! $force ) {
					self::assert_unused( $id );
				}
				$to_trash ? wp_trash_post( $id ) : wp_delete_attachment( $id, true );
				return $id;
			}
		);
	}

	/** @throws Failure 404. */
	public static function find_or_fail( string $external_id ): int {
		$id = Asset_Finder::find( $external_id );
		if ( 0 === $id ) {
			/* translators: %s: id of an asset */
			$message = sprintf( __( 'The media library has no image of the asset %s.', 'assetql' ), $external_id );
			throw new Failure( 'assetql_not_found', $message, 404 );
		}
		return $id;
	}

	private static function create( string $external_id, Asset_Upload $upload ): array {
		$metadata = $upload->metadata;
		if ( null === $upload->path ) {
			throw self::bytes_needed();
		}
		$file = Asset_File::move_in( $upload->path, $metadata['filename'] );
		$name = pathinfo( $metadata['filename'], PATHINFO_FILENAME );
		$post = array(
			'post_title'     => $metadata['title'] ?? $name,
			'post_excerpt'   => $metadata['caption'] ?? '',
			'post_content'   => $metadata['description'] ?? '',
			'post_mime_type' => $file['mime'],
			// With the row itself: a call that ends half-way leaves nothing that the next one cannot find.
			'meta_input'     => array( Attachment_Fields::EXTERNAL_ID => $external_id ),
		);
		$id   = wp_insert_attachment( wp_slash( $post ), $file['path'], $metadata['post'] ?? $metadata['featured'] ?? 0, true );
		if ( is_wp_error( $id ) ) {
			wp_delete_file( $file['path'] );
			throw Asset_File::storage_full( $id->get_error_message() );
		}
		Asset_File::adopt( $id, $file['path'] );
		Asset_Details::write( $id, $metadata );
		self::feature( $id, $metadata );
		return self::answer( true, array( 'created' ), $id );
	}

	private static function update( int $id, Asset_Upload $upload ): array {
		Permissions::assert_may_edit( $id );
		$metadata = $upload->metadata;
		$before   = Asset_Projection::of( $id );
		if ( $before['file']['sha256'] !== $metadata['sha256'] ) {
			$source = $upload->path ?? Asset_File::copy_of_previous( $id, $metadata['sha256'] );
			if ( null === $source ) {
				throw self::bytes_needed();
			}
			Asset_File::replace( $id, $source, $metadata['filename'] ?? $before['file']['filename'] );
		}
		Asset_Details::write( $id, $metadata );
		self::feature( $id, $metadata );
		clean_post_cache( $id );
		$after   = Asset_Projection::of( $id );
		$watched = array( 'file', 'title', 'alt', 'caption', 'description', 'style', 'meta', 'post', 'featuredIn' );
		$changed = array_filter(
			$watched,
			static function ( string $member ) use ( $before, $after ): bool {
				return $before[ $member ] !== $after[ $member ];
			}
		);
		return self::answer( false, array_values( $changed ), $id );
	}

	private static function answer( bool $created, array $changed, int $id ): array {
		return array(
			'created'    => $created,
			'changed'    => $changed,
			'projection' => Asset_Projection::of( $id ),
		);
	}

	private static function feature( int $id, array $metadata ): void {
		if ( ! empty( $metadata['featured'] ) ) {
			Featured_Image::set( $metadata['featured'], $id );
		}
	}

	/** Before anything is written: half a change is worse than none. */
	private static function assert_posts( array $metadata ): void {
		foreach ( array( 'post', 'featured' ) as $member ) {
			if ( ! empty( $metadata[ $member ] ) ) {
				Permissions::editable_post( $metadata[ $member ] );
			}
		}
	}

	private static function assert_unused( int $id ): void {
		$posts = array_merge( Asset_Finder::featured_in( array( $id ) )[ $id ], Asset_Finder::in_text_of( $id ) );
		$posts = array_values( array_unique( $posts ) );
		if ( array() !== $posts ) {
			$message = __( 'Posts still show this image, so it stays in the media library.', 'assetql' );
			throw new Failure( 'assetql_in_use', $message, 409, array( 'posts' => $posts ) );
		}
	}

	private static function bytes_needed(): Failure {
		$message = __( 'The site does not have this image yet: send its bytes.', 'assetql' );
		return new Failure( 'assetql_bytes_needed', $message, 409 );
	}
}
