<?php
/**
 * Calls of the hub.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** The only place that knows the API key and sends it: from this server to the hub, never to a browser. */
final class Hub {

	const TIMEOUT_SECONDS = 40;

	/**
	 * @param string     $method  HTTP method.
	 * @param string     $path    Under /api/v1, with a query if there is one.
	 * @param array|null $body    Sent as JSON.
	 * @param array      $headers More headers.
	 * @return Hub_Answer Of any status.
	 * @throws Failure When there is no hub to ask, or it does not answer as one.
	 */
	public static function call( string $method, string $path, ?array $body = null, array $headers = array() ): Hub_Answer {
		$arguments = array(
			'method'      => $method,
			'timeout'     => self::TIMEOUT_SECONDS,
			'redirection' => 0,
			'headers'     => array(
				'Authorization' => 'Bearer ' . self::key(),
				'Accept'        => 'application/json',
				'User-Agent'    => 'AssetQL-WordPress/' . VERSION,
			) + $headers,
		);
		if ( null !== $body ) {
			$arguments['headers']['Content-Type'] = 'application/json';
			// An empty object, not an empty list.
			$arguments['body'] = (string) wp_json_encode( array() === $body ? (object) array() : $body );
		}
		$answer = wp_remote_request( self::url() . '/api/v1' . $path, $arguments );
		if ( is_wp_error( $answer ) ) {
			throw self::unreachable( $answer->get_error_message() );
		}
		return new Hub_Answer( $answer );
	}

	/**
	 * As call(), of a call that must succeed.
	 *
	 * @throws Failure With what the hub said.
	 */
	public static function ask( string $method, string $path, ?array $body = null, array $headers = array() ): array {
		$answer = self::call( $method, $path, $body, $headers );
		if ( ! $answer->is_ok() ) {
			throw $answer->to_failure();
		}
		return $answer->body();
	}

	/**
	 * Fetches a file that the hub has given a signed address for. Without the key: the address is the credential.
	 *
	 * @return array As wp_remote_get() answers.
	 * @throws Failure When the address is not the hub's, or nothing comes.
	 */
	public static function file( string $url, ?string $into = null ): array {
		$arguments = array(
			'timeout'             => self::TIMEOUT_SECONDS,
			'redirection'         => 0,
			'limit_response_size' => 64 * MB_IN_BYTES,
		);
		if ( null !== $into ) {
			$arguments += array(
				'stream'   => true,
				'filename' => $into,
			);
		}
		$answer = wp_remote_get( $url, $arguments );
		if ( is_wp_error( $answer ) ) {
			throw self::unreachable( $answer->get_error_message() );
		}
		if ( 200 !== wp_remote_retrieve_response_code( $answer ) ) {
			$message = __( 'The hub did not give the image. Reload the page: addresses of images end after an hour.', 'assetql' );
			throw new Failure( 'assetql_image_unavailable', $message, 502 );
		}
		return $answer;
	}

	/** Whether an address is one of the hub's own files. */
	public static function owns( string $url ): bool {
		$prefix = Settings::hub_url() . '/files/';
		return '' !== Settings::hub_url() && 0 === strpos( $url, $prefix ) && false === strpos( $url, '/../' );
	}

	private static function url(): string {
		$url = Settings::hub_url();
		if ( '' === $url ) {
			throw self::not_set_up();
		}
		return $url;
	}

	private static function key(): string {
		$key = Settings::api_key();
		if ( '' === $key ) {
			throw self::not_set_up();
		}
		return $key;
	}

	private static function not_set_up(): Failure {
		$message = __( 'This site has no AssetQL hub yet. An administrator sets its address and key in Settings → AssetQL.', 'assetql' );
		return new Failure( 'assetql_not_set_up', $message, 409 );
	}

	private static function unreachable( string $why ): Failure {
		/* translators: 1: address of the hub, 2: what went wrong, as PHP says it */
		$message = __( 'The hub at %1$s cannot be reached from this site: %2$s', 'assetql' );
		return new Failure( 'assetql_hub_unreachable', sprintf( $message, Settings::hub_url(), $why ), 502 );
	}
}
