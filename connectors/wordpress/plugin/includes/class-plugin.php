<?php
/**
 * What the plugin hooks into WordPress.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Registers every part. */
final class Plugin {

	public static function start(): void {
		add_action( 'init', array( self::class, 'load_translations' ) );
		Attachment_Fields::register();
		Attachment_Details::register();
		Asset_Cleanup::register();
		Post_Webhook::register();
		Admin_Pages::register();
		Scripts::register();
		add_action( 'rest_api_init', array( self::class, 'register_routes' ) );
	}

	public static function load_translations(): void {
		load_plugin_textdomain( 'assetql', false, dirname( plugin_basename( PLUGIN_FILE ) ) . '/languages' );
	}

	public static function register_routes(): void {
		Asset_Routes::register();
		Featured_Routes::register();
		Settings_Routes::register();
		Proxy_Routes::register();
		Batch_Routes::register();
		Post_Routes::register();
		Image_Routes::register();
		Import_Routes::register();
	}
}
