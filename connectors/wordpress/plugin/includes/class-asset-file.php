<?php
/**
 * The image file of an attachment.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Puts files into the uploads folder, in another's place, and tells what is there. */
final class Asset_File {

	/** What a projection says of the file. */
	public static function describe( int $id ): array {
		$ours     = self::recorded( $id );
		$attached = (string) get_post_meta( $id, '_wp_attached_file', true );
		$path     = self::absolute( $ours['original'] ?? $attached );
		$is_ours  = ( $ours['attached'] ?? null ) === $attached && self::stat( $path ) === ( $ours['stat'] ?? null );
		if ( ! $is_ours ) {
			// Cropped, rotated or replaced in WordPress, or moved with the site.
			$path = (string) get_attached_file( $id );
		}
		$metadata = wp_get_attachment_metadata( $id );
		$exists   = is_file( $path );
		return array(
			'sha256'   => $is_ours ? $ours['sha256'] : ( $exists ? hash_file( 'sha256', $path ) : null ),
			'bytes'    => $exists ? filesize( $path ) : 0,
			'mime'     => (string) get_post_mime_type( $id ),
			'width'    => (int) ( $is_ours ? $ours['width'] : ( $metadata['width'] ?? 0 ) ),
			'height'   => (int) ( $is_ours ? $ours['height'] : ( $metadata['height'] ?? 0 ) ),
			'url'      => (string) wp_get_original_image_url( $id ),
			'filename' => wp_basename( $path ),
		);
	}

	/**
	 * Moves an image into the uploads folder, under a name that is free.
	 *
	 * @return array{path:string,mime:string}
	 * @throws Failure 415 for what is no image, 507 when it cannot be written.
	 */
	public static function move_in( string $source, string $filename ): array {
		self::load_helpers();
		$type = self::assert_image( $source, $filename );
		self::assert_room( (int) filesize( $source ) );
		$filename = $type['proper_filename'] ? $type['proper_filename'] : $filename;
		$file     = array(
			'name'     => $filename,
			'tmp_name' => $source,
			'type'     => $type['type'],
			'error'    => 0,
			'size'     => filesize( $source ),
		);
		$moved    = wp_handle_sideload( $file, array( 'test_form' => false ) );
		if ( isset( $moved['error'] ) ) {
			throw self::storage_full( $moved['error'] );
		}
		return array(
			'path' => $moved['file'],
			'mime' => $moved['type'],
		);
	}

	/** Says which file is the attachment's, and makes the sizes of it. Slow: it draws every size. */
	public static function adopt( int $id, string $path ): void {
		self::load_helpers();
		update_attached_file( $id, $path );
		wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $path ) );
		$size = wp_getimagesize( $path );
		update_post_meta(
			$id,
			Attachment_Fields::FILE,
			wp_slash(
				array(
					'attached' => (string) get_post_meta( $id, '_wp_attached_file', true ),
					'original' => _wp_relative_upload_path( $path ),
					'sha256'   => hash_file( 'sha256', $path ),
					'stat'     => self::stat( $path ),
					'width'    => (int) ( $size[0] ?? 0 ),
					'height'   => (int) ( $size[1] ?? 0 ),
				)
			)
		);
	}

	/**
	 * Puts an image in the place of the attachment's, and keeps the one before for undo. Of the same type, it keeps
	 * its address too: readers get either the old or the new file, never a half one.
	 */
	public static function replace( int $id, string $source, string $filename ): void {
		self::load_helpers();
		$type   = self::assert_image( $source, $filename );
		$before = self::files_of( $id );
		$old    = $before['original'];
		$kept   = self::keep_previous( $id, $old );
		if ( get_post_mime_type( $id ) === $type['type'] && is_file( $old ) ) {
			self::assert_room( (int) filesize( $source ) );
			if ( ! rename( $source, $old ) ) { // phpcs:ignore WordPress.WP.AlternativeFunctions
				throw self::storage_full( $old );
			}
			chmod( $old, fileperms( dirname( $old ) ) & 0000666 ); // phpcs:ignore WordPress.WP.AlternativeFunctions
			$path = $old;
		} else {
			$moved = self::move_in( $source, $filename );
			$path  = $moved['path'];
			self::set_mime( $id, $moved['mime'] );
		}
		delete_post_meta( $id, '_wp_attachment_backup_sizes' );
		self::adopt( $id, $path );
		$stay = array_merge( self::files_of( $id )['all'], array( $kept, $path ) );
		array_map( 'wp_delete_file', array_diff( $before['all'], $stay ) );
	}

	/** A copy of the file that was there before, if it is the one of this hash. */
	public static function copy_of_previous( int $id, string $sha256 ): ?string {
		$previous = get_post_meta( $id, Attachment_Fields::PREVIOUS, true );
		if ( ! is_array( $previous ) || $previous['sha256'] !== $sha256 ) {
			return null;
		}
		$path = self::absolute( $previous['file'] );
		if ( ! is_file( $path ) || hash_file( 'sha256', $path ) !== $sha256 ) {
			return null;
		}
		$copy = self::temporary();
		return copy( $path, $copy ) ? $copy : null;
	}

	/**
	 * A path for a file on its way into the uploads folder: on the same disk, so that renaming is atomic. Its ending is
	 * never the sender's, which may name a program.
	 */
	public static function temporary(): string {
		return wp_upload_dir()['path'] . '/.assetql-' . wp_generate_uuid4() . '.tmp';
	}

	/** Deletes the kept file; for an attachment that goes away. */
	public static function forget_previous( int $id ): void {
		$previous = get_post_meta( $id, Attachment_Fields::PREVIOUS, true );
		if ( is_array( $previous ) ) {
			wp_delete_file( self::absolute( $previous['file'] ) );
			delete_post_meta( $id, Attachment_Fields::PREVIOUS );
		}
	}

	public static function storage_full( string $why ): Failure {
		/* translators: %s: what PHP or WordPress said */
		$message = sprintf( __( 'The site could not store the image. Is its disk or its quota full? (%s)', 'assetql' ), $why );
		return new Failure( 'assetql_storage_full', $message, 507 );
	}

	/** Copies the file as it is now to a name of its own, and lets go of the one kept before. */
	private static function keep_previous( int $id, string $path ): string {
		self::forget_previous( $id );
		if ( ! is_file( $path ) ) {
			return '';
		}
		$name = wp_unique_filename( dirname( $path ), 'assetql-previous-' . wp_basename( $path ) );
		$kept = dirname( $path ) . '/' . $name;
		if ( ! copy( $path, $kept ) ) {
			throw self::storage_full( $kept );
		}
		update_post_meta(
			$id,
			Attachment_Fields::PREVIOUS,
			wp_slash(
				array(
					'file'   => _wp_relative_upload_path( $kept ),
					'sha256' => hash_file( 'sha256', $kept ),
				)
			)
		);
		return $kept;
	}

	/** @return array{original:string,all:string[]} Absolute paths of the file and of everything made of it. */
	private static function files_of( int $id ): array {
		$attached = (string) get_attached_file( $id );
		$folder   = dirname( $attached );
		$metadata = wp_get_attachment_metadata( $id );
		$all      = array( $attached, (string) wp_get_original_image_path( $id ) );
		$backups  = get_post_meta( $id, '_wp_attachment_backup_sizes', true );
		$sizes    = array_merge( $metadata['sizes'] ?? array(), is_array( $backups ) ? $backups : array() );
		foreach ( $sizes as $size ) {
			$all[] = $folder . '/' . $size['file'];
		}
		$ours     = self::recorded( $id );
		$original = isset( $ours['original'] ) ? self::absolute( $ours['original'] ) : $attached;
		return array(
			'original' => $ours && $ours['attached'] === _wp_relative_upload_path( $attached ) ? $original : $attached,
			'all'      => array_unique( array_filter( array_merge( $all, array( $original ) ) ) ),
		);
	}

	/** @throws Failure 415. */
	private static function assert_image( string $path, string $filename ): array {
		$type = wp_check_filetype_and_ext( $path, $filename );
		$size = $type['type'] && 0 === strpos( $type['type'], 'image/' ) ? wp_getimagesize( $path ) : false;
		if ( ! $size ) {
			/* translators: %s: name of a file */
			$message = sprintf( __( '“%s” is no image, or of a type that this site does not take.', 'assetql' ), $filename );
			throw new Failure( 'assetql_type_refused', $message, 415 );
		}
		return $type;
	}

	/** @throws Failure 507. */
	private static function assert_room( int $bytes ): void {
		if ( ! is_multisite() || get_site_option( 'upload_space_check_disabled' ) ) {
			return;
		}
		if ( get_upload_space_available() < $bytes ) {
			throw self::storage_full( __( 'the upload quota of this site is used up', 'assetql' ) );
		}
	}

	private static function set_mime( int $id, string $mime ): void {
		wp_update_post(
			array(
				'ID'             => $id,
				'post_mime_type' => $mime,
			)
		);
	}

	private static function recorded( int $id ): array {
		$recorded = get_post_meta( $id, Attachment_Fields::FILE, true );
		return is_array( $recorded ) ? $recorded : array();
	}

	private static function absolute( string $relative ): string {
		return wp_get_upload_dir()['basedir'] . '/' . $relative;
	}

	/** Size and time: when both are as they were, the bytes are too. */
	private static function stat( string $path ): ?string {
		clearstatcache( true, $path );
		return is_file( $path ) ? filesize( $path ) . ':' . filemtime( $path ) : null;
	}

	private static function load_helpers(): void {
		require_once ABSPATH . 'wp-admin/includes/file.php';
		require_once ABSPATH . 'wp-admin/includes/media.php';
		require_once ABSPATH . 'wp-admin/includes/image.php';
	}
}
