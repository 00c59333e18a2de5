<?php
/**
 * Scripts and styles of the screens.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Loads a bundle only where it is used. */
final class Scripts {

	public static function register(): void {
		add_action( 'admin_enqueue_scripts', array( self::class, 'enqueue_for_page' ) );
		add_action( 'enqueue_block_editor_assets', array( self::class, 'enqueue_for_editor' ) );
	}

	/** @param string $hook Of the admin page. */
	public static function enqueue_for_page( $hook ): void {
		if ( 'media_page_' . Admin_Pages::MEDIA === $hook ) {
			self::enqueue( 'media' );
		}
		if ( 'settings_page_' . Admin_Pages::SETTINGS === $hook ) {
			self::enqueue( 'settings' );
		}
	}

	public static function enqueue_for_editor(): void {
		$screen = function_exists( 'get_current_screen' ) ? get_current_screen() : null;
		$type   = null === $screen ? '' : (string) $screen->post_type;
		if ( current_user_can( 'upload_files' ) && in_array( $type, Post_Rows::types(), true ) ) {
			self::enqueue( 'editor' );
		}
	}

	private static function enqueue( string $name ): void {
		$folder = dirname( PLUGIN_FILE );
		$asset  = require $folder . '/build/' . $name . '.asset.php';
		$handle = 'assetql-' . $name;
		$url    = plugins_url( 'build/' . $name, PLUGIN_FILE );
		wp_enqueue_script( $handle, $url . '.js', $asset['dependencies'], $asset['version'], true );
		wp_set_script_translations( $handle, 'assetql', $folder . '/languages' );
		wp_add_inline_script( $handle, 'window.assetqlSite = ' . wp_json_encode( self::site() ) . ';', 'before' );
		wp_enqueue_style( $handle, $url . '.css', array( 'wp-components' ), $asset['version'] );
	}

	/** What the screens know of the site and of the visitor: nothing secret. */
	private static function site(): array {
		return array(
			'canManage'   => current_user_can( 'manage_options' ),
			'canPublish'  => current_user_can( 'edit_others_posts' ),
			'isSetUp'     => '' !== Settings::hub_url() && '' !== Settings::api_key(),
			'isConnected' => null !== Settings::connection(),
			'settingsUrl' => Admin_Pages::settings_url(),
			'mediaUrl'    => Admin_Pages::media_url(),
			'postTypes'   => array_map(
				static function ( string $type ): array {
					return array(
						'value' => $type,
						'label' => get_post_type_object( $type )->labels->name,
					);
				},
				Post_Rows::types()
			),
		);
	}
}
