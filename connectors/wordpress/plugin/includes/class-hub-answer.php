<?php
/**
 * What the hub answers.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/** An answer of the hub, and what becomes of it here. */
final class Hub_Answer {

	/** @var int */
	public $status;

	/** @var array|null Null when it is no JSON. */
	private $json;

	/** @var string */
	private $retry_after;

	/** @param array $answer As wp_remote_request() gives it. */
	public function __construct( array $answer ) {
		$this->status      = (int) wp_remote_retrieve_response_code( $answer );
		$this->retry_after = (string) wp_remote_retrieve_header( $answer, 'retry-after' );
		$text              = wp_remote_retrieve_body( $answer );
		$json              = 204 === $this->status ? array() : json_decode( $text, true );
		$this->json        = is_array( $json ) ? $json : null;
	}

	public function is_ok(): bool {
		return $this->status >= 200 && $this->status < 300 && null !== $this->json;
	}

	/** Whether a hub answered at all, and not some other web server at this address. */
	public function is_of_a_hub(): bool {
		return null !== $this->json && ( $this->is_ok() || isset( $this->json['code'] ) );
	}

	public function body(): array {
		return $this->json ?? array();
	}

	/** Stable code of the hub's problem; empty when it named none. */
	public function problem(): string {
		return (string) ( $this->json['code'] ?? '' );
	}

	/** The same for the browser: status, problem details and Retry-After. */
	public function to_response(): WP_REST_Response {
		if ( ! $this->is_ok() ) {
			$response = rest_convert_error_to_response( $this->to_failure()->to_error() );
		} else {
			$response = new WP_REST_Response( Image_Routes::rewritten( $this->body() ), $this->status );
		}
		if ( '' !== $this->retry_after ) {
			$response->header( 'Retry-After', $this->retry_after );
		}
		return $response;
	}

	public function to_failure(): Failure {
		if ( ! $this->is_of_a_hub() ) {
			/* translators: %s: address */
			$message = sprintf( __( 'What answers at %s is no AssetQL hub.', 'assetql' ), Settings::hub_url() );
			return new Failure( 'assetql_no_hub', $message, 502 );
		}
		if ( 401 === $this->status ) {
			// As 401 it would say that the visitor is not logged in to WordPress.
			$message = __( 'The hub refuses this site’s API key. An administrator enters a new one in Settings → AssetQL.', 'assetql' );
			return new Failure( 'assetql_key_refused', $message, 502, array( 'hubStatus' => 401 ) );
		}
		$details = array_intersect_key( $this->body(), array_flip( array( 'title', 'problems', 'instance' ) ) );
		$message = (string) ( $this->json['detail'] ?? $this->json['title'] ?? '' );
		return new Failure( $this->problem(), $message, $this->status, $details );
	}
}
