<?php
/**
 * Rows as CSV.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** Writes RFC 4180: PHP's own fputcsv has another idea of backslashes. */
final class Csv {

	/** @param array[] $rows With the same keys each. */
	public static function of( array $rows ): string {
		$lines = array( self::line( array_keys( $rows[0] ) ) );
		foreach ( $rows as $row ) {
			$lines[] = self::line( array_values( $row ) );
		}
		return implode( "\r\n", $lines ) . "\r\n";
	}

	/** @param string[] $cells Of one row. */
	private static function line( array $cells ): string {
		return implode(
			',',
			array_map(
				static function ( string $cell ): string {
					return '"' . str_replace( '"', '""', $cell ) . '"';
				},
				$cells
			)
		);
	}
}
