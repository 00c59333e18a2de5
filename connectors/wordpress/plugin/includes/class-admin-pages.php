<?php
/**
 * Screens of the admin.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Media → AssetQL and Settings → AssetQL: places that the scripts draw into. */
final class Admin_Pages {

	const MEDIA    = 'assetql';
	const SETTINGS = 'assetql-settings';

	public static function register(): void {
		add_action( 'admin_menu', array( self::class, 'add' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( PLUGIN_FILE ), array( self::class, 'add_link' ) );
	}

	public static function add(): void {
		$render = array( self::class, 'render' );
		add_media_page( 'AssetQL', 'AssetQL', 'upload_files', self::MEDIA, $render );
		add_options_page( 'AssetQL', 'AssetQL', 'manage_options', self::SETTINGS, $render );
	}

	public static function render(): void {
		echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
		echo '<div id="assetql-root"><p>' . esc_html__( 'Loading…', 'assetql' ) . '</p>';
		echo '<noscript><p>' . esc_html__( 'This page needs JavaScript.', 'assetql' ) . '</p></noscript></div></div>';
	}

	/** @param string[] $links Of the plugin's row. */
	public static function add_link( array $links ): array {
		$link = '<a href="' . esc_url( self::settings_url() ) . '">' . esc_html__( 'Settings', 'assetql' ) . '</a>';
		return array_merge( array( $link ), $links );
	}

	public static function settings_url(): string {
		return admin_url( 'options-general.php?page=' . self::SETTINGS );
	}

	public static function media_url(): string {
		return admin_url( 'upload.php?page=' . self::MEDIA );
	}
}
