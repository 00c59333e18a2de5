<?php
/**
 * The three ways to send an image.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/** A PUT as it came in: metadata, and the image as a file of ours, or null when none was sent. */
final class Asset_Upload {

	/** @var array Checked metadata. */
	public $metadata;

	/** @var string|null Path of a temporary file. */
	public $path = null;

	private function __construct( array $metadata ) {
		$this->metadata = $metadata;
	}

	/** @throws Failure When the metadata is wrong, or the bytes are not those it names. */
	public static function of( WP_REST_Request $request ): self {
		$files  = $request->get_file_params();
		$header = $request->get_header( 'x_assetql_metadata' );
		if ( array() !== $files || null !== $request->get_param( 'metadata' ) ) {
			$upload = new self( self::parse( (string) $request->get_param( 'metadata' ) ) );
			$upload->take_file( $files['file'] ?? null );
		} elseif ( null !== $header ) {
			$upload = new self( self::parse( (string) base64_decode( strtr( $header, '-_', '+/' ) ) ) ); // phpcs:ignore
			$upload->take_body( $request );
		} else {
			return new self( Asset_Metadata::check( $request->get_json_params() ) );
		}
		$upload->assert_hashes( (string) $request->get_header( 'content_md5' ) );
		return $upload;
	}

	/** Of an image that is on this machine already. */
	public static function of_file( string $path, array $metadata ): self {
		$upload       = new self( Asset_Metadata::check( $metadata ) );
		$upload->path = $path;
		return $upload;
	}

	/** Deletes what was not moved on. */
	public function discard(): void {
		if ( null !== $this->path && is_file( $this->path ) ) {
			wp_delete_file( $this->path );
		}
	}

	private static function parse( string $json ): array {
		return Asset_Metadata::check( json_decode( $json, true ) );
	}

	/** @param array|null $file As in $_FILES. */
	private function take_file( $file ): void {
		if ( null === $file ) {
			return;
		}
		if ( in_array( $file['error'], array( UPLOAD_ERR_INI_SIZE, UPLOAD_ERR_FORM_SIZE ), true ) ) {
			throw self::too_large();
		}
		if ( UPLOAD_ERR_OK !== $file['error'] || ! is_uploaded_file( $file['tmp_name'] ) ) {
			/* translators: %d: number of a PHP upload error */
			$why = sprintf( __( 'PHP reports upload error %d', 'assetql' ), $file['error'] );
			throw Asset_File::storage_full( $why );
		}
		$path = Asset_File::temporary();
		if ( ! move_uploaded_file( $file['tmp_name'], $path ) ) {
			throw Asset_File::storage_full( wp_basename( $path ) );
		}
		$this->path               = $path;
		$this->metadata          += array( 'filename' => $file['name'] );
		$this->metadata['filename'] = self::safe_name( $this->metadata['filename'] );
	}

	private function take_body( WP_REST_Request $request ): void {
		$body = $request->get_body();
		if ( '' === $body ) {
			return;
		}
		if ( strlen( $body ) > wp_max_upload_size() ) {
			throw self::too_large();
		}
		$ending = self::ending_of( (string) $request->get_header( 'content_type' ) );
		$path   = Asset_File::temporary();
		if ( file_put_contents( $path, $body ) !== strlen( $body ) ) { // phpcs:ignore WordPress.WP.AlternativeFunctions
			wp_delete_file( $path );
			throw Asset_File::storage_full( wp_basename( $path ) );
		}
		$this->path                 = $path;
		$this->metadata            += array( 'filename' => 'image.' . $ending );
		$this->metadata['filename'] = self::safe_name( $this->metadata['filename'] );
	}

	private function assert_hashes( string $md5 ): void {
		if ( null === $this->path ) {
			return;
		}
		$right = hash_file( 'sha256', $this->path ) === $this->metadata['sha256'];
		if ( '' !== $md5 ) {
			$right = $right && md5_file( $this->path ) === strtolower( trim( $md5 ) );
		}
		if ( ! $right ) {
			$this->discard();
			$message = __( 'The image was damaged on its way: its hash is not the one that was sent with it.', 'assetql' );
			throw new Failure( 'assetql_hash_mismatch', $message, 412 );
		}
	}

	private static function too_large(): Failure {
		$limit = wp_max_upload_size();
		/* translators: %s: size, as in 8 MB */
		$message = sprintf( __( 'The image is larger than this site takes (%s).', 'assetql' ), size_format( $limit ) );
		return new Failure( 'assetql_too_large', $message, 413, array( 'limitBytes' => $limit ) );
	}

	private static function ending_of( string $type ): string {
		$type    = strtolower( trim( explode( ';', $type )[0] ) );
		$endings = array_search( $type, wp_get_mime_types(), true );
		return false === $endings ? 'bin' : explode( '|', $endings )[0];
	}

	private static function safe_name( string $name ): string {
		$name = sanitize_file_name( wp_basename( $name ) );
		return '' === $name ? 'image' : $name;
	}
}
