// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import com.google.gson.Gson;
import java.util.Map;

/**
 * Lines of the control channel. Those of nearly all requests and answers are made and read by hand:
 * a reset takes 2.5 ms, of which a JSON library took 0.1 in a JVM that had compiled little of it.
 */
final class ControlLine {

  private static final String ANSWER = "{\"id\":";
  private static final String DONE = ",\"result\":{}}";
  private static final int MOST_DIGITS = 9;
  private static final int LENGTH = 128;

  private ControlLine() {}

  /** Loaded by the first request that needs it, when the process has been started. */
  private static final class Json {

    static final Gson GSON = new Gson();
  }

  /**
   * A request.
   *
   * @param values whatever Gson can write
   */
  static String request(int id, String operation, Map<String, ?> values) {
    StringBuilder line = new StringBuilder(LENGTH).append(ANSWER).append(id).append(",\"op\":");
    append(line, operation);
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      append(line.append(','), entry.getKey());
      append(line.append(':'), entry.getValue());
    }
    return line.append('}').toString();
  }

  private static void append(StringBuilder line, Object value) {
    if (value instanceof String text && isPlain(text)) {
      line.append('"').append(text).append('"');
    } else {
      Json.GSON.toJson(value, line);
    }
  }

  /** Whether it stands between quotes as it is. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /**
   * The request that a line answers, if the answer is that it was done and nothing else.
   *
   * @return its id; 0 for any other line
   */
  static int doneBy(String line) {
    int digits = line.length() - ANSWER.length() - DONE.length();
    if (digits < 1 || digits > MOST_DIGITS || !line.startsWith(ANSWER) || !line.endsWith(DONE)) {
      return 0;
    }
    int id = 0;
    for (int i = ANSWER.length(); i < ANSWER.length() + digits; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      id = 10 * id + digit;
    }
    return id;
  }
}
