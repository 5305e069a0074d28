// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.parse.ErrorConditions;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** RAISE: the error or message that it makes. */
final class Raising {

  private final Function<ParsedStatement, Value> evaluation;

  Raising(Function<ParsedStatement, Value> evaluation) {
    this.evaluation = evaluation;
  }

  PgException of(Block.Raise raise) {
    Map<String, String> options = new HashMap<>();
    for (Block.Option option : raise.options()) {
      String text = evaluation.apply(option.value()).text();
      if (text == null) {
        throw new PgException("22004", "RAISE statement option cannot be null");
      }
      if (options.put(option.name(), text) != null) {
        throw new PgException(
            "42601",
            "RAISE option already specified: " + option.name().toUpperCase(java.util.Locale.ROOT));
      }
    }
    String state = state(raise, options);
    return new PgException(state, message(raise, options, state))
        .detail(options.get("detail"))
        .hint(options.get("hint"))
        .on(
            options.get("schema"),
            options.get("table"),
            options.get("column"),
            options.get("constraint"))
        .dataType(options.get("datatype"));
  }

  private static String state(Block.Raise raise, Map<String, String> options) {
    String code = options.get("errcode");
    if (code != null && raise.state() != null) {
      throw new PgException("42601", "RAISE option already specified: ERRCODE");
    }
    if (code != null) {
      return ErrorConditions.code(code);
    }
    String given = raise.state();
    return given == null ? usual(raise.level()) : given;
  }

  private static String usual(String level) {
    return switch (level) {
      case "exception" -> "P0001";
      case "warning" -> "01000";
      default -> "00000";
    };
  }

  private String message(Block.Raise raise, Map<String, String> options, String state) {
    String format = raise.format();
    String given = options.get("message");
    if (format == null) {
      return given == null ? ErrorConditions.name(state) : given;
    }
    if (given != null) {
      throw new PgException("42601", "RAISE option already specified: MESSAGE");
    }
    StringBuilder message = new StringBuilder();
    int next = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        message.append(c);
      } else if (i + 1 < format.length() && format.charAt(i + 1) == '%') {
        message.append('%');
        i++;
      } else {
        message.append(shown(evaluation.apply(raise.values().get(next++))));
      }
    }
    return message.toString();
  }

  private static String shown(Value value) {
    @Nullable String text = value.text();
    return text == null ? "<NULL>" : text;
  }
}
