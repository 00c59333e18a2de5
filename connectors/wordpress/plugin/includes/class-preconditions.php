<?php
/**
 * If-Match and If-None-Match.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/** What must hold for a change to be made. */
final class Preconditions {

	/** @var string|null */
	private $if_match;

	/** @var bool */
	private $only_new;

	public function __construct( ?string $if_match = null, bool $only_new = false ) {
		$this->if_match = $if_match;
		$this->only_new = $only_new;
	}

	public static function of( WP_REST_Request $request ): self {
		$if_match = $request->get_header( 'if_match' );
		$if_none  = trim( (string) $request->get_header( 'if_none_match' ) );
		return new self( null === $if_match ? null : self::unquoted( $if_match ), '*' === $if_none );
	}

	/**
	 * @param int $id The attachment, 0 when there is none.
	 * @throws Failure 412.
	 */
	public function assert_hold( int $id ): void {
		if ( 0 === $id ) {
			if ( null !== $this->if_match ) {
				throw self::changed( __( 'The image is not there any more.', 'assetql' ), null );
			}
			return;
		}
		if ( ! $this->only_new && null === $this->if_match ) {
			return;
		}
		$etag = Asset_Projection::of( $id )['etag'];
		if ( $this->only_new ) {
			throw self::changed( __( 'The image is there already.', 'assetql' ), $etag );
		}
		if ( '*' !== $this->if_match && $etag !== $this->if_match ) {
			throw self::changed( __( 'Somebody has changed the image meanwhile.', 'assetql' ), $etag );
		}
	}

	private static function changed( string $message, ?string $etag ): Failure {
		return new Failure( 'assetql_changed', $message, 412, array( 'etag' => $etag ) );
	}

	/** Web servers that compress answers mark their etags as weak, or add a suffix. */
	private static function unquoted( string $header ): string {
		$etag = trim( preg_replace( '/^W\//', '', trim( $header ) ), '"' );
		return preg_replace( '/-gzip$|;gzip$|-br$/', '', $etag );
	}
}
