<?php
/**
 * AssetQL\Post_Rows is in includes/class-post-rows.php.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

// Also where the plugin itself does not run: when it is deleted.
const VERSION     = '0.1.0';
define( __NAMESPACE__ . '\\PLUGIN_FILE', dirname( __DIR__ ) . '/assetql.php' );

spl_autoload_register(
	static function ( string $name ): void {
		$prefix = __NAMESPACE__ . '\\';
		if ( 0 !== strpos( $name, $prefix ) ) {
			return;
		}
		$file = strtolower( str_replace( '_', '-', substr( $name, strlen( $prefix ) ) ) );
		$path = __DIR__ . '/class-' . $file . '.php';
		if ( is_readable( $path ) ) {
			require_once $path;
		}
	}
);
