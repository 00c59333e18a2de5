<?php
/**
 * What a publisher says of an image.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Checks the metadata of a PUT, member by member. */
final class Asset_Metadata {

	const TEXTS = array(
		'title'       => 1000,
		'alt'         => 2000,
		'caption'     => 20000,
		'description' => 200000,
		'filename'    => 200,
	);

	/**
	 * @param mixed $given Decoded JSON.
	 * @return array With the members that were given, and no other.
	 * @throws Failure 400 with the member that is wrong.
	 */
	public static function check( $given ): array {
		if ( ! is_array( $given ) ) {
			throw self::invalid( 'metadata', __( 'The metadata is no JSON object.', 'assetql' ) );
		}
		$checked = array( 'sha256' => self::sha256( $given['sha256'] ?? null ) );
		foreach ( self::TEXTS as $member => $limit ) {
			if ( isset( $given[ $member ] ) ) {
				$checked[ $member ] = self::text( $member, $given[ $member ], $limit );
			}
		}
		foreach ( array( 'post', 'featured' ) as $member ) {
			if ( isset( $given[ $member ] ) ) {
				$checked[ $member ] = self::id( $member, $given[ $member ] );
			}
		}
		if ( isset( $given['style'] ) ) {
			$checked['style'] = self::styles( $given['style'] );
		}
		if ( isset( $given['meta'] ) ) {
			$checked['meta'] = self::meta( $given['meta'] );
		}
		return $checked;
	}

	public static function invalid( string $member, string $message ): Failure {
		return new Failure( 'assetql_metadata_invalid', $message, 400, array( 'member' => $member ) );
	}

	/** @param mixed $value As given. */
	private static function sha256( $value ): string {
		if ( ! is_string( $value ) || ! preg_match( '/^[0-9a-f]{64}$/', $value ) ) {
			throw self::invalid( 'sha256', __( 'sha256 must be 64 lower-case hexadecimal digits.', 'assetql' ) );
		}
		return $value;
	}

	/** @param mixed $value As given. */
	private static function text( string $member, $value, int $limit ): string {
		if ( ! is_string( $value ) || mb_strlen( $value ) > $limit ) {
			/* translators: 1: name of a member, 2: number of characters */
			$message = sprintf( __( '%1$s must be text of at most %2$d characters.', 'assetql' ), $member, $limit );
			throw self::invalid( $member, $message );
		}
		return $value;
	}

	/** @param mixed $value As given. */
	private static function id( string $member, $value ): int {
		if ( ! is_int( $value ) || $value < 0 ) {
			/* translators: %s: name of a member */
			throw self::invalid( $member, sprintf( __( '%s must be the id of a post.', 'assetql' ), $member ) );
		}
		return $value;
	}

	/**
	 * @param mixed $value As given.
	 * @return string[]
	 */
	private static function styles( $value ): array {
		$fits = is_array( $value ) && count( $value ) <= 20;
		foreach ( $fits ? $value : array() as $name ) {
			$fits = $fits && is_string( $name ) && '' !== trim( $name ) && mb_strlen( $name ) <= 200;
		}
		if ( ! $fits ) {
			throw self::invalid( 'style', __( 'style must be a list of at most 20 names.', 'assetql' ) );
		}
		return array_values( array_unique( array_map( 'trim', $value ) ) );
	}

	/** @param mixed $value As given. */
	private static function meta( $value ): array {
		$checks  = array(
			'boolean' => 'is_bool',
			'integer' => 'is_int',
			'number'  => 'is_numeric',
			'string'  => 'is_string',
		);
		$checked = array();
		foreach ( is_array( $value ) ? $value : array() as $member => $given ) {
			$type = Attachment_Fields::META[ $member ][1] ?? null;
			if ( null === $type || ( null !== $given && ! $checks[ $type ]( $given ) ) ) {
				/* translators: %s: name of a member */
				$message = sprintf( __( 'meta has a member that is wrong: %s.', 'assetql' ), $member );
				throw self::invalid( 'meta.' . $member, $message );
			}
			$checked[ $member ] = $given;
		}
		return $checked;
	}
}
