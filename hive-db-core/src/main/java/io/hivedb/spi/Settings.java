// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import io.hivedb.HiveDbConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The settings in force, whatever their source. A blank value counts as not set. For implementors.
 * Safe to use from several threads at once.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Settings {

  /**
   * Looks a setting up in all sources, the highest first.
   *
   * @param key for example {@code hive.database.port}
   * @return the value and where it was found; empty where no source has it
   */
  Optional<Setting> find(String key);

  /**
   * Settings from a map alone.
   *
   * @param values keys and values
   * @return the settings
   */
  static Settings of(Map<String, String> values) {
    Map<String, String> copy = Map.copyOf(values);
    return key ->
        Optional.ofNullable(copy.get(key))
            .filter(value -> !value.isBlank())
            .map(value -> new Setting(key, value, "configuration"));
  }

  /**
   * Reads a text.
   *
   * @param key the key
   * @return the text without surrounding blanks; empty where not set
   */
  default Optional<String> text(String key) {
    return find(key).map(Setting::value);
  }

  /**
   * Reads a whole number.
   *
   * @param key the key
   * @param least the smallest allowed
   * @param most the largest allowed
   * @return the number; empty where not set
   * @throws HiveDbConfigurationException if it is no such number
   */
  default Optional<Integer> number(String key, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return find(key)
        .map(
            setting ->
                setting.read(
                    expected,
                    value -> {
                      int number = Integer.parseInt(value);
                      if (number < least || number > most) {
                        throw new IllegalArgumentException(expected);
                      }
                      return number;
                    }));
  }

  /**
   * Reads yes or no.
   *
   * @param key the key
   * @return true or false; empty where not set
   * @throws HiveDbConfigurationException if it is neither {@code true} nor {@code false}
   */
  default Optional<Boolean> flag(String key) {
    return find(key).map(setting -> setting.read("true or false", Setting::toFlag));
  }

  /**
   * Reads a time span, written as {@code 500ms}, {@code 60s}, {@code 2m}, or as ISO-8601.
   *
   * @param key the key
   * @return the time span, more than nothing; empty where not set
   * @throws HiveDbConfigurationException if it is no such time span
   */
  default Optional<Duration> duration(String key) {
    return find(key)
        .map(setting -> setting.read("a time span such as 500ms, 60s or 2m", Setting::toDuration));
  }

  /**
   * Reads a path.
   *
   * @param key the key
   * @return the path as written; empty where not set
   * @throws HiveDbConfigurationException if the file system has no such paths
   */
  default Optional<Path> path(String key) {
    return find(key)
        .map(
            setting ->
                setting.read(
                    "a path of this file system",
                    (Function<String, Path>)
                        value -> {
                          try {
                            return Path.of(value);
                          } catch (InvalidPathException e) {
                            throw new IllegalArgumentException(e);
                          }
                        }));
  }
}
