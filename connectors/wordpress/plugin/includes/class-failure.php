<?php
/**
 * Expected failures.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/** An expected failure: a stable code, a sentence for people, the status of the answer. */
final class Failure extends \Exception {

	/** @var WP_Error */
	private $error;

	/**
	 * @param string $code    As listed in REST.md, with the prefix assetql_.
	 * @param string $message Translated.
	 * @param int    $status  HTTP status.
	 * @param array  $data    More members of the answer's data.
	 */
	public function __construct( string $code, string $message, int $status, array $data = array() ) {
		parent::__construct( $message );
		$this->error = new WP_Error( $code, $message, array( 'status' => $status ) + $data );
	}

	public function to_error(): WP_Error {
		return $this->error;
	}

	/**
	 * Makes a REST callback of one that throws failures.
	 *
	 * @param callable $callback Takes a WP_REST_Request.
	 */
	public static function answered( callable $callback ): callable {
		return static function ( $request ) use ( $callback ) {
			try {
				return $callback( $request );
			} catch ( Failure $failure ) {
				return $failure->to_error();
			}
		};
	}
}
