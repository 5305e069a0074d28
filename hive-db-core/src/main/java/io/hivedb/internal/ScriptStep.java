// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.ScriptException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Runs an SQL script of the class path whole. */
public final class ScriptStep implements PreparationStep {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String name;
  private final String script;

  private ScriptStep(String name, String script) {
    this.name = name;
    this.script = script;
  }

  /**
   * Reads the script.
   *
   * @param loader finds it
   * @param name its name on the class path
   * @return the step
   * @throws HiveDbConfigurationException if it is not there
   */
  public static ScriptStep of(ClassLoader loader, String name) {
    return new ScriptStep(name, read(loader, name));
  }

  /** A script that was read already. */
  static ScriptStep ofText(String name, String script) {
    return new ScriptStep(name, script);
  }

  @Override
  public String key() {
    return "script:" + new Digest().add(script).hex();
  }

  @Override
  public void run(PreparationTarget target) {
    try {
      target.database().runScript(script);
    } catch (SQLException e) {
      throw failed(name, script, e);
    }
  }

  private static String read(ClassLoader loader, String name) {
    String resource = name.startsWith("/") ? name.substring(1) : name;
    try (InputStream stream = loader.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new HiveDbConfigurationException(
            "The script ["
                + name
                + "] is not on the class path. Put it under src/test/resources (or"
                + " src/main/resources) and name it from there, for example db/schema.sql.");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (IOException e) {
      throw new HiveDbConfigurationException(
          "The script [" + name + "] cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static HiveDbConfigurationException failed(
      String name, String script, SQLException failure) {
    return new HiveDbConfigurationException(
        "The script ["
            + name
            + "] failed"
            + place(script, failure)
            + ": "
            + failure.getMessage()
            + " (SQLSTATE "
            + failure.getSQLState()
            + "). Correct the script there.",
        failure);
  }

  private static String place(String script, SQLException failure) {
    if (!(failure instanceof ScriptException located)
        || located.offset() < 0
        || located.offset() > script.length()) {
      return "";
    }
    String before = script.substring(0, located.offset());
    long line = before.chars().filter(character -> character == '\n').count() + 1;
    int column = located.offset() - before.lastIndexOf('\n');
    return " at line " + line + ", column " + column;
  }
}
