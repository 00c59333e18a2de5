<?php
/**
 * This site as a target of the hub.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_Application_Passwords;

defined( 'ABSPATH' ) || exit;

/** Checks the hub, and makes and ends the connection to it. */
final class Connection {

	const PASSWORD_NAME = 'AssetQL';

	/**
	 * Asks the hub who this site is there.
	 *
	 * @return array{workspace:string,role:string,message:string}
	 * @throws Failure With what is wrong, in words.
	 */
	public static function check(): array {
		$me        = Hub::ask( 'GET', '/me' );
		$workspace = $me['workspaces'][0] ?? array();
		$role      = (string) ( $workspace['role'] ?? '' );
		if ( ! in_array( $role, array( 'creator', 'admin' ), true ) ) {
			/* translators: %s: name of a role, as in viewer */
			$message = __( 'The key has the role “%s”, which cannot generate images. Make a key with the role “creator” or “admin”.', 'assetql' );
			throw new Failure( 'assetql_role_too_small', sprintf( $message, '' === $role ? '–' : $role ), 403 );
		}
		$name = (string) ( $workspace['name'] ?? '' );
		/* translators: 1: name of a workspace, 2: name of a role */
		$message = sprintf( __( 'The hub answers. The key belongs to the workspace “%1$s” and has the role “%2$s”.', 'assetql' ), $name, $role );
		return array(
			'workspace' => $name,
			'role'      => $role,
			'message'   => $message,
		);
	}

	/**
	 * Makes an Application Password for the present user and a target on the hub that logs in with it.
	 *
	 * @throws Failure When either cannot be made; then neither is left.
	 */
	public static function connect(): void {
		if ( null !== Settings::connection() ) {
			throw new Failure( 'assetql_connected', __( 'This site is connected already.', 'assetql' ), 409 );
		}
		$user = wp_get_current_user();
		if ( ! wp_is_application_passwords_available_for_user( $user ) ) {
			$message = __( 'Application Passwords are switched off on this site, or it has no HTTPS. The hub needs one to publish images here.', 'assetql' );
			throw new Failure( 'assetql_no_application_passwords', $message, 409 );
		}
		$made = WP_Application_Passwords::create_new_application_password( $user->ID, array( 'name' => self::free_name( $user->ID ) ) );
		if ( is_wp_error( $made ) ) {
			throw new Failure( 'assetql_no_application_passwords', $made->get_error_message(), 500 );
		}
		list( $password, $item ) = $made;
		try {
			$secret = self::new_secret();
			$target = Hub::ask( 'POST', '/targets', self::target( $user->user_login, $password, $secret ) );
		} catch ( Failure $failure ) {
			WP_Application_Passwords::delete_application_password( $user->ID, $item['uuid'] );
			throw 'forbidden' === $failure->to_error()->get_error_code() ? self::needs_admin() : $failure;
		}
		Settings::store_secret( Settings::UPDATES_SECRET, $secret );
		Settings::store(
			Settings::CONNECTION,
			array(
				'targetId'    => (string) $target['id'],
				'userId'      => $user->ID,
				'passwordId'  => $item['uuid'],
				'connectedAt' => time(),
			)
		);
	}

	/**
	 * Revokes the password and removes the target. The password goes in any case: without it the hub can do nothing.
	 *
	 * @return string|null Why the target is still on the hub, if it is.
	 */
	public static function disconnect(): ?string {
		$connection = Settings::connection();
		if ( null === $connection ) {
			return null;
		}
		WP_Application_Passwords::delete_application_password( $connection['userId'], $connection['passwordId'] );
		Settings::store( Settings::CONNECTION, null );
		Settings::store( Settings::UPDATES_SECRET, null );
		try {
			$answer = Hub::call( 'DELETE', '/targets/' . rawurlencode( $connection['targetId'] ) );
			return $answer->is_ok() || 404 === $answer->status ? null : $answer->to_failure()->getMessage();
		} catch ( Failure $failure ) {
			return $failure->getMessage();
		}
	}

	private static function needs_admin(): Failure {
		$message = __( 'Connecting needs a key with the role “admin”. Afterwards a key with the role “creator” is enough.', 'assetql' );
		return new Failure( 'assetql_role_too_small', $message, 403 );
	}

	private static function target( string $login, string $password, string $secret ): array {
		return array(
			'name'        => self::shortened( get_bloginfo( 'name' ) ),
			'connector'   => 'wordpress',
			'config'      => array(
				'siteUrl'   => untrailingslashit( home_url() ),
				'placement' => 'featured',
			),
			'credentials' => array(
				'username'            => $login,
				'applicationPassword' => $password,
				'webhookSecret'       => $secret,
			),
		);
	}

	/** What webhooks from here are signed with; the hub learns it now, and nobody else ever. */
	private static function new_secret(): string {
		return 'whsec_' . base64_encode( random_bytes( 32 ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions
	}

	private static function shortened( string $name ): string {
		$name = trim( wp_specialchars_decode( $name, ENT_QUOTES ) );
		return '' === $name ? 'WordPress' : mb_substr( $name, 0, 120 );
	}

	/** Names of Application Passwords are unique per user. */
	private static function free_name( int $user ): string {
		$name = self::PASSWORD_NAME;
		if ( WP_Application_Passwords::application_name_exists_for_user( $user, $name ) ) {
			$name .= ' ' . gmdate( 'Y-m-d H:i:s' );
		}
		return $name;
	}
}
