// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.io.IOException;
import java.io.Writer;

/** The statements of a dump, each ended and on lines of its own. */
final class Script {

  private final Writer writer;

  Script(Writer writer) {
    this.writer = writer;
  }

  void statement(String sql) throws IOException {
    writer.write(sql.stripTrailing());
    writer.write(sql.stripTrailing().endsWith(";") ? "\n" : ";\n");
  }

  void section(String title) throws IOException {
    writer.write("\n-- " + title + "\n");
  }

  void raw(String text) throws IOException {
    writer.write(text);
  }
}
