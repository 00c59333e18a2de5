<?php
/**
 * One at a time.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/**
 * A lock that every database has: a row of the options table, whose names are unique. As WordPress's own upgrader
 * does it, with an owner, so that a lock whose holder died is taken over exactly once.
 */
final class Asset_Lock {

	const PREFIX       = 'assetql_lock_';
	const HELD_SECONDS = 120;
	const WAIT_SECONDS = 20;

	/**
	 * Runs something while nobody else runs anything under the same name.
	 *
	 * @param string   $name Any text.
	 * @param callable $run  Takes nothing.
	 * @return mixed What it gives.
	 * @throws Failure 503 when others hold the lock for longer than a request can wait.
	 */
	public static function with( string $name, callable $run ) {
		$option  = self::PREFIX . md5( $name );
		$value   = self::acquire( $option );
		$release = static function () use ( $option, $value ): void {
			self::release( $option, $value );
		};
		// A fatal error ends the request without the finally below.
		register_shutdown_function( $release );
		try {
			return $run();
		} finally {
			$release();
		}
	}

	private static function acquire( string $option ): string {
		$give_up = microtime( true ) + self::WAIT_SECONDS;
		for ( ;; ) {
			$value = ( time() + self::HELD_SECONDS ) . ':' . wp_generate_uuid4();
			if ( self::insert( $option, $value ) || self::take_over( $option, $value ) ) {
				return $value;
			}
			if ( microtime( true ) > $give_up ) {
				$message = __( 'Another call for this image is under way. Try again in a moment.', 'assetql' );
				throw new Failure( 'assetql_busy', $message, 503, array( 'retryAfter' => 2 ) );
			}
			usleep( wp_rand( 20000, 60000 ) );
		}
	}

	private static function insert( string $option, string $value ): bool {
		global $wpdb;
		$sql = "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no')";
		return 1 === $wpdb->query( $wpdb->prepare( $sql, $option, $value ) ); // phpcs:ignore WordPress.DB
	}

	private static function take_over( string $option, string $value ): bool {
		global $wpdb;
		$sql  = "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s";
		$held = (string) $wpdb->get_var( $wpdb->prepare( $sql, $option ) ); // phpcs:ignore WordPress.DB
		if ( '' === $held || (int) $held > time() ) {
			return false;
		}
		$sql = "UPDATE {$wpdb->options} SET option_value = %s WHERE option_name = %s AND option_value = %s";
		return 1 === $wpdb->query( $wpdb->prepare( $sql, $value, $option, $held ) ); // phpcs:ignore WordPress.DB
	}

	private static function release( string $option, string $value ): void {
		global $wpdb;
		$sql = "DELETE FROM {$wpdb->options} WHERE option_name = %s AND option_value = %s";
		$wpdb->query( $wpdb->prepare( $sql, $option, $value ) ); // phpcs:ignore WordPress.DB
	}
}
