<?php
/**
 * Routes of the settings screen.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/** /settings and what its buttons do; for administrators. */
final class Settings_Routes {

	public static function register(): void {
		self::route( '/settings', 'GET', array( Settings::class, 'described' ) );
		self::route( '/settings', 'POST', array( self::class, 'save' ) );
		self::route( '/settings/check', 'POST', array( Connection::class, 'check' ) );
		self::route( '/settings/connect', 'POST', array( self::class, 'connect' ) );
		self::route( '/settings/disconnect', 'POST', array( self::class, 'disconnect' ) );
	}

	/** Absent members stay as they are; an empty one forgets. */
	public static function save( WP_REST_Request $request ): array {
		$given = $request->get_json_params();
		$given = is_array( $given ) ? array_filter( $given, 'is_string' ) : array();
		$given = array_map( 'trim', $given );
		foreach ( array( 'hubUrl' => Settings::HUB_URL, 'updatesUrl' => Settings::UPDATES_URL ) as $member => $option ) {
			if ( isset( $given[ $member ] ) ) {
				self::assert_address( $given[ $member ] );
				Settings::store( $option, untrailingslashit( $given[ $member ] ) );
			}
		}
		if ( isset( $given['apiKey'] ) ) {
			Settings::store_secret( Settings::API_KEY, $given['apiKey'] );
		}
		return Settings::described();
	}

	public static function connect(): array {
		Connection::connect();
		return Settings::described();
	}

	public static function disconnect(): array {
		$left = Connection::disconnect();
		return array( 'warning' => $left ) + Settings::described();
	}

	/** @throws Failure 400. */
	private static function assert_address( string $url ): void {
		if ( '' !== $url && ! preg_match( '#^https?://[^\s/]+(/\S*)?$#i', $url ) ) {
			$message = __( 'An address starts with https:// or http://, as in https://hub.example.com.', 'assetql' );
			throw new Failure( 'assetql_address_invalid', $message, 400 );
		}
	}

	private static function route( string $path, string $methods, callable $callback ): void {
		register_rest_route(
			Asset_Routes::NAMESPACE,
			$path,
			array(
				'methods'             => $methods,
				'callback'            => Failure::answered( $callback ),
				'permission_callback' => array( Permissions::class, 'may_manage' ),
			)
		);
	}
}
