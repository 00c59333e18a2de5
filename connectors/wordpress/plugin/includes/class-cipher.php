<?php
/**
 * Secrets at rest.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/**
 * Seals secrets for the options table with a key made of the site's salts, which are in wp-config.php: a copy of the
 * database alone does not give them away. Sodium is part of WordPress since 5.2.
 */
final class Cipher {

	const MARK = 'v1:';

	public static function seal( string $secret ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$box   = sodium_crypto_secretbox( $secret, $nonce, self::key() );
		return self::MARK . base64_encode( $nonce . $box ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions
	}

	/** Null when it was sealed with other salts, or is damaged. */
	public static function open( string $sealed ): ?string {
		if ( 0 !== strpos( $sealed, self::MARK ) ) {
			return null;
		}
		$bytes = base64_decode( substr( $sealed, strlen( self::MARK ) ), true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions
		if ( false === $bytes || strlen( $bytes ) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ) {
			return null;
		}
		$nonce  = substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$secret = sodium_crypto_secretbox_open( substr( $bytes, strlen( $nonce ) ), $nonce, self::key() );
		return false === $secret ? null : $secret;
	}

	private static function key(): string {
		return hash_hkdf( 'sha256', wp_salt( 'auth' ), SODIUM_CRYPTO_SECRETBOX_KEYBYTES, 'assetql secrets' );
	}
}
