// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import io.hivedb.HiveDbConfigurationException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** One setting and where it was found. For implementors. Immutable. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Setting {

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h)");

  private final String key;
  private final String value;
  private final String origin;

  /**
   * A setting.
   *
   * @param key its key
   * @param value its value; surrounding blanks do not count
   * @param origin where it was found, for error messages, for example {@code system property}
   */
  public Setting(String key, String value, String origin) {
    this.key = Objects.requireNonNull(key, "key");
    this.value = value.strip();
    this.origin = Objects.requireNonNull(origin, "origin");
  }

  /**
   * Its value.
   *
   * @return the text without surrounding blanks
   */
  public String value() {
    return value;
  }

  /**
   * Where it was found.
   *
   * @return for example {@code system property}
   */
  public String origin() {
    return origin;
  }

  /**
   * Turns the text into something else.
   *
   * @param expected what is allowed, as a phrase for the error
   * @param reader reads the text, or throws {@link IllegalArgumentException}
   * @param <T> the type that is read
   * @return what was read
   * @throws HiveDbConfigurationException if the reader throws
   */
  public <T> T read(String expected, Function<String, T> reader) {
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw new HiveDbConfigurationException(
          "The setting " + key + " = [" + value + "] (" + origin + ") is not " + expected + ".", e);
    }
  }

  static Boolean toFlag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  static Duration toDuration(String value) {
    Matcher matcher = AMOUNT.matcher(value);
    Duration duration = matcher.matches() ? amount(matcher) : iso(value);
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(value);
    }
    return duration;
  }

  private static Duration amount(Matcher matcher) {
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static Duration iso(String value) {
    try {
      return Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
