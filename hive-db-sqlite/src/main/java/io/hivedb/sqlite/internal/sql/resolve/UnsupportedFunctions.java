// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Set;

/** Names of functions of PostgreSQL and pgvector that this backend refuses rather than denies. */
final class UnsupportedFunctions {

  private static final Set<String> KNOWN =
      Set.of(
          ("exp ln log log10 log1p cbrt sin cos tan asin acos atan atan2 sinh cosh tanh cot erf factorial lcm"
                  + " width_bucket setseed random_normal min_scale numeric_inc array_agg array_fill"
                  + " array_replace array_positions array_dims array_to_json array_sample array_shuffle trim_array"
                  + " json_object jsonb_object json_populate_record jsonb_populate_record json_populate_recordset"
                  + " jsonb_populate_recordset json_to_record jsonb_to_record json_to_recordset"
                  + " jsonb_to_recordset jsonb_insert jsonb_set_lax jsonb_path_query jsonb_path_query_array"
                  + " jsonb_path_match json_strip_nulls json_each json_each_text json_object_keys json_extract_path json_extract_path_text jsonb_extract_path"
                  + " jsonb_extract_path_text jsonb_exists_any jsonb_exists_all jsonb_contains to_tsvector to_tsquery plainto_tsquery"
                  + " ts_rank setweight similarity word_similarity date_bin date_add date_subtract"
                  + " timeofday make_time make_timestamptz justify_interval to_json regexp_matches"
                  + " regexp_instr regexp_substr string_to_array unistr normalize parse_ident"
                  + " pg_typeof pg_size_pretty pg_total_relation_size pg_relation_size pg_table_size"
                  + " pg_database_size pg_get_constraintdef pg_get_indexdef pg_get_viewdef pg_get_expr"
                  + " pg_get_userbyid pg_encoding_to_char pg_is_in_recovery pg_postmaster_start_time"
                  + " pg_conf_load_time pg_cancel_backend pg_terminate_backend pg_notify txid_current"
                  + " pg_current_xact_id pg_table_is_visible has_table_privilege has_schema_privilege"
                  + " has_database_privilege col_description shobj_description inet_client_addr format_type"
                  + " mode percentile_disc stddev stddev_pop stddev_samp variance var_pop var_samp corr"
                  + " covar_pop covar_samp regr_slope bit_and bit_or bit_xor xmlagg range_agg any_value"
                  + " halfvec_norm binary_quantize hamming_distance jaccard_distance sparsevec_norm crypt gen_salt"
                  + " digest hmac uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v5 hstore akeys avals uuidv7 uuid_extract_timestamp convert get_byte set_byte"
                  + " get_bit set_bit sha224 sha384 crc32 levenshtein soundex unaccent casefold"
                  + " strip_accents num_nulls num_nonnulls pg_column_size grouping current_schemas"
                  + " pg_sequence_last_value generate_subscripts array_to_tsvector age to_char to_timestamp row_to_json")
              .split(" "));

  /** Functions that exist for more types than are known here, and those types are rare. */
  private static final Set<String> FOR_RARE_TYPES =
      Set.of(
          "to_char",
          "age",
          "date_trunc",
          "extract",
          "date_part",
          "sum",
          "avg",
          "min",
          "max",
          "round",
          "substring",
          "overlay",
          "position",
          "length",
          "sign",
          "mod",
          "btrim",
          "bit_length",
          "reverse",
          "overlaps",
          "timezone");

  /** Functions that exist with more arguments than are known here. */
  private static final Set<String> WITH_MORE_ARGUMENTS =
      Set.of(
          "unnest",
          "generate_series",
          "regexp_replace",
          "regexp_match",
          "regexp_count",
          "string_agg",
          "jsonb_path_query_first",
          "jsonb_path_exists",
          "random",
          "array_position",
          "string_to_array",
          "pg_advisory_lock",
          "pg_advisory_xact_lock",
          "pg_try_advisory_lock",
          "pg_advisory_unlock",
          "obj_description",
          "percentile_cont");

  private static final Set<String> FOR_ALL_VECTORS =
      Set.of(
          "l2_distance",
          "inner_product",
          "cosine_distance",
          "l1_distance",
          "vector_dims",
          "l2_norm",
          "l2_normalize",
          "subvector");

  private UnsupportedFunctions() {}

  /**
   * Whether pgvector has it for halfvec and sparsevec too, so that literals alone do not decide.
   */
  static boolean isForAllVectors(String name) {
    return FOR_ALL_VECTORS.contains(name);
  }

  /** Whether PostgreSQL or pgvector may have the function for these arguments. */
  static boolean isKnown(String name, List<Typed> arguments) {
    boolean rare = arguments.stream().anyMatch(argument -> isRare(argument.type()));
    return KNOWN.contains(name)
        || WITH_MORE_ARGUMENTS.contains(name)
        || (rare && FOR_RARE_TYPES.contains(name));
  }

  private static boolean isRare(PgType type) {
    return type.isArray()
        || type.category() == 'E'
        || type.equals(Types.INTERVAL)
        || type.equals(Types.TIME)
        || type.equals(Types.BYTEA)
        || type.equals(Types.JSON)
        || type.equals(Types.UUID)
        || type.equals(Types.REGCLASS)
        || type.equals(Types.OID);
  }
}
