// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that PL/pgSQL has for SQLSTATEs. */
public final class ErrorConditions {

  private static final String ALL =
      "others=others successful_completion=00000 no_data=02000 sql_statement_not_yet_complete=03000"
          + " connection_exception=08000 connection_failure=08006 feature_not_supported=0A000"
          + " case_not_found=20000 cardinality_violation=21000 data_exception=22000"
          + " array_subscript_error=2202E character_not_in_repertoire=22021"
          + " datetime_field_overflow=22008 division_by_zero=22012 invalid_escape_character=22019"
          + " interval_field_overflow=22015 invalid_regular_expression=2201B"
          + " invalid_datetime_format=22007 invalid_parameter_value=22023"
          + " null_value_not_allowed=22004 numeric_value_out_of_range=22003"
          + " string_data_right_truncation=22001 substring_error=22011"
          + " invalid_text_representation=22P02 invalid_binary_representation=22P03"
          + " bad_copy_file_format=22P04 untranslatable_character=22P05"
          + " integrity_constraint_violation=23000 restrict_violation=23001"
          + " not_null_violation=23502 foreign_key_violation=23503 unique_violation=23505"
          + " check_violation=23514 exclusion_violation=23P01 invalid_cursor_state=24000"
          + " invalid_transaction_state=25000 read_only_sql_transaction=25006"
          + " active_sql_transaction=25001 no_active_sql_transaction=25P01"
          + " in_failed_sql_transaction=25P02 triggered_data_change_violation=27000"
          + " dependent_objects_still_exist=2BP01 invalid_transaction_termination=2D000"
          + " sql_routine_exception=2F000 function_executed_no_return_statement=2F005"
          + " invalid_cursor_name=34000 invalid_catalog_name=3D000 invalid_schema_name=3F000"
          + " transaction_rollback=40000 serialization_failure=40001 deadlock_detected=40P01"
          + " syntax_error_or_access_rule_violation=42000 syntax_error=42601"
          + " insufficient_privilege=42501 cannot_coerce=42846 grouping_error=42803"
          + " windowing_error=42P20 invalid_recursion=42P19 invalid_foreign_key=42830"
          + " invalid_name=42602 name_too_long=42622 reserved_name=42939 datatype_mismatch=42804"
          + " indeterminate_datatype=42P18 wrong_object_type=42809 undefined_column=42703"
          + " undefined_function=42883 undefined_table=42P01 undefined_parameter=42P02"
          + " undefined_object=42704 duplicate_column=42701 duplicate_cursor=42P03"
          + " duplicate_database=42P04 duplicate_function=42723 duplicate_schema=42P06"
          + " duplicate_table=42P07 duplicate_alias=42712 duplicate_object=42710"
          + " ambiguous_column=42702 ambiguous_function=42725 ambiguous_parameter=42P08"
          + " ambiguous_alias=42P09 invalid_column_reference=42P10"
          + " invalid_column_definition=42611 invalid_function_definition=42P13"
          + " invalid_schema_definition=42P15 invalid_table_definition=42P16"
          + " invalid_object_definition=42P17 with_check_option_violation=44000"
          + " insufficient_resources=53000 disk_full=53100 out_of_memory=53200"
          + " program_limit_exceeded=54000 statement_too_complex=54001 too_many_columns=54011"
          + " object_not_in_prerequisite_state=55000 object_in_use=55006 lock_not_available=55P03"
          + " operator_intervention=57000 query_canceled=57014 system_error=58000 io_error=58030"
          + " plpgsql_error=P0000 raise_exception=P0001 no_data_found=P0002 too_many_rows=P0003"
          + " assert_failure=P0004 internal_error=XX000 data_corrupted=XX001";

  private static final Map<String, String> STATES = new HashMap<>();

  static {
    for (String pair : ALL.split(" ", -1)) {
      int equals = pair.indexOf('=');
      STATES.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  private ErrorConditions() {}

  /** The SQLSTATE of a name. */
  static @Nullable String state(String name) {
    return STATES.get(name);
  }

  /** The SQLSTATE that USING ERRCODE names, or is. */
  public static String code(String nameOrCode) {
    if (nameOrCode.matches("[0-9A-Z]{5}")) {
      return nameOrCode;
    }
    String known = state(nameOrCode);
    if (known == null) {
      throw new PgException("42704", "unrecognized exception condition \"" + nameOrCode + "\"");
    }
    return known;
  }

  /** What RAISE says without a text: the name of the condition, or its code. */
  public static String name(String state) {
    for (Map.Entry<String, String> entry : STATES.entrySet()) {
      if (entry.getValue().equals(state)) {
        return entry.getKey();
      }
    }
    return state;
  }
}
