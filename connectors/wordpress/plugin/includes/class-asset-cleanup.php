<?php
/**
 * What goes when an attachment goes.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Deletes the kept previous file with its attachment. */
final class Asset_Cleanup {

	public static function register(): void {
		add_action( 'delete_attachment', array( Asset_File::class, 'forget_previous' ) );
	}
}
