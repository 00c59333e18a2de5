<?php
/**
 * What the site knows of its hub.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Settings from wp-config.php first, then from the options table; secrets are sealed there. */
final class Settings {

	const HUB_URL        = 'assetql_hub_url';
	const API_KEY        = 'assetql_api_key';
	const CONNECTION     = 'assetql_connection';
	const UPDATES_URL    = 'assetql_updates_url';
	const UPDATES_SECRET = 'assetql_updates_secret';

	/** All options of the plugin, for its removal. */
	const ALL = array( self::HUB_URL, self::API_KEY, self::CONNECTION, self::UPDATES_URL, self::UPDATES_SECRET );

	/** Without a slash at the end; empty when not set. */
	public static function hub_url(): string {
		$url = self::constant( 'ASSETQL_HUB_URL' ) ?? (string) get_option( self::HUB_URL, '' );
		return untrailingslashit( trim( $url ) );
	}

	/** Empty when not set, or when it cannot be read. */
	public static function api_key(): string {
		return self::constant( 'ASSETQL_API_KEY' ) ?? self::secret( self::API_KEY ) ?? '';
	}

	/** Address of the sync service that is told of posts; empty when nobody is. */
	public static function updates_url(): string {
		return (string) get_option( self::UPDATES_URL, '' );
	}

	public static function updates_secret(): string {
		return self::secret( self::UPDATES_SECRET ) ?? '';
	}

	/** @return array{targetId:string,userId:int,passwordId:string,connectedAt:int}|null */
	public static function connection(): ?array {
		$connection = get_option( self::CONNECTION );
		return is_array( $connection ) ? $connection : null;
	}

	/** The target on the hub that is this site; empty when not connected. */
	public static function target_id(): string {
		return self::connection()['targetId'] ?? '';
	}

	/** @param mixed $value Stored without being loaded on every page. */
	public static function store( string $option, $value ): void {
		if ( '' === $value || null === $value ) {
			delete_option( $option );
			return;
		}
		update_option( $option, $value, false );
	}

	public static function store_secret( string $option, string $secret ): void {
		self::store( $option, '' === $secret ? '' : Cipher::seal( $secret ) );
	}

	/** What a settings screen may know: never a secret. */
	public static function described(): array {
		$connection = self::connection();
		return array(
			'hubUrl'         => self::hub_url(),
			'hubUrlIsFixed'  => null !== self::constant( 'ASSETQL_HUB_URL' ),
			'hasKey'         => '' !== self::api_key(),
			'keyIsFixed'     => null !== self::constant( 'ASSETQL_API_KEY' ),
			'keyUnreadable'  => self::is_unreadable( self::API_KEY ),
			'connection'     => null === $connection ? null : array(
				'targetId'    => $connection['targetId'],
				'user'        => get_userdata( $connection['userId'] )->display_name ?? '',
				'connectedAt' => $connection['connectedAt'],
			),
			'updatesUrl'     => self::updates_url(),
		);
	}

	private static function constant( string $name ): ?string {
		return defined( $name ) && '' !== (string) constant( $name ) ? (string) constant( $name ) : null;
	}

	private static function secret( string $option ): ?string {
		return Cipher::open( (string) get_option( $option, '' ) );
	}

	private static function is_unreadable( string $option ): bool {
		return '' !== (string) get_option( $option, '' ) && null === self::secret( $option );
	}
}
