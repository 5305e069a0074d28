// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of the functions that defaults, checks and indexes mostly call. */
final class RuleFunctions {

  /** Name, arguments and result: {@code t} text, {@code *} anything as it is, … */
  private static final String TABLE =
      """
      lower t t|upper t t|length t i
      char_length t i|character_length t i|md5 t t|left ti t|right ti t|substr ti t|substr tii t
      reverse t t|initcap t t|replace ttt t|repeat ti t|lpad ti t|lpad tit t|rpad ti t|rpad tit t
      split_part tti t|strpos tt i|starts_with tt b|ascii t i|regexp_replace ttt t
      regexp_replace tttt t|cardinality a i|array_length ai i|jsonb_typeof j t
      jsonb_array_length j i|gen_random_uuid  u|now  z|clock_timestamp  z|statement_timestamp  z
      transaction_timestamp  z|random  f|current_setting t t|current_setting tb t|to_char zt t
      jsonb_build_object  j|jsonb_build_array  j|num_nonnulls * i|num_nonnulls ** i
      num_nonnulls *** i|num_nonnulls **** i|num_nulls * i|num_nulls ** i|num_nulls *** i
      round n n|round ni n|trunc n n|floor n n|ceil n n|abs n n|round f f|trunc f f|floor f f
      ceil f f|abs f f|abs i i|date_trunc ts s|date_trunc tz z|octet_length B i|to_char st t
      concat * t|concat ** t|concat *** t|timezone tz s|timezone ts z
      """;

  private static final Map<Character, PgType> TYPES =
      Map.of(
          't',
          TEXT,
          'i',
          INT4,
          'n',
          NUMERIC,
          'f',
          FLOAT8,
          'b',
          BOOL,
          'j',
          JSONB,
          'z',
          TIMESTAMPTZ,
          's',
          TIMESTAMP,
          'u',
          UUID,
          'B',
          BYTEA);

  private static final Map<String, List<String>> SIGNATURES = signatures();

  private RuleFunctions() {}

  private static Map<String, List<String>> signatures() {
    Map<String, List<String>> all = new HashMap<>();
    for (String entry : TABLE.split("[|\n]")) {
      String[] parts = entry.strip().split(" ", 2);
      if (parts.length == 2) {
        all.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
      }
    }
    return all;
  }

  /** A call; null where it is not known which function is meant. */
  static RuleValues.@Nullable Node call(
      String name, List<RuleValues.Node> arguments, RuleValues values) {
    for (String signature : SIGNATURES.getOrDefault(name, List.of())) {
      int space = signature.lastIndexOf(' ');
      String wanted = signature.substring(0, space).strip();
      if (wanted.length() == arguments.size() && fits(wanted, arguments)) {
        String texts = texts(wanted, arguments, values);
        PgType result = TYPES.get(signature.charAt(space + 1));
        return texts == null || result == null
            ? null
            : new RuleValues.Node(TypeTexts.identifier(name) + "(" + texts + ")", result);
      }
    }
    return null;
  }

  private static boolean fits(String wanted, List<RuleValues.Node> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      PgType given = arguments.get(i).type();
      boolean fits =
          switch (wanted.charAt(i)) {
            case '*' -> !arguments.get(i).isUnknown();
            case 'a' -> given.isArray();
            case 't' -> RuleValues.isText(given) || arguments.get(i).isUnknown();
            default -> given.equals(TYPES.get(wanted.charAt(i)));
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String texts(
      String wanted, List<RuleValues.Node> arguments, RuleValues values) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      PgType type = TYPES.get(wanted.charAt(i));
      String text = type == null ? arguments.get(i).text() : values.as(arguments.get(i), type);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return String.join(", ", texts);
  }
}
