<?php
/**
 * An answer that is no JSON.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Bytes that go out as they are. */
final class Image_Bytes {

	/** @var string */
	public $bytes;

	public function __construct( string $bytes ) {
		$this->bytes = $bytes;
	}
}
