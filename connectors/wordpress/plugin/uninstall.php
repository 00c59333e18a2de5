<?php
/**
 * Removes what the plugin stored. Images stay: they are the site's.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/autoload.php';

Removal::run();
