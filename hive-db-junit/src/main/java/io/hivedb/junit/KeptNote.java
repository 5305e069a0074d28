// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.OpenBackup;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what is in the folder of a failed database, and how it is opened again.
 *
 * @param form a sentence on the backend's own form; empty where the database is not kept
 * @param logged whether there are statements
 */
record KeptNote(Path folder, OpenDatabase open, String form, boolean logged) {

  private static final String ARGUMENTS = "open.args";

  /** Writes it, and gives what the log shall tell. */
  String write(String title) throws IOException {
    String text =
        "Hive DB kept what the failure of ["
            + title
            + "] left on the backend ["
            + open.database().backend()
            + "] in ["
            + folder
            + "].";
    if (logged) {
      text += "\n  statements.txt: the last statements";
    }
    if (!form.isEmpty()) {
      writeArguments();
      text +=
          "\n  dump.sql: the database as SQL\n  native: "
              + form
              + "\n  open it by: java @"
              + folder.resolve(ARGUMENTS)
              + "\n  or by: HiveDb.start(config -> config.restoreFrom(Path.of(\""
              + folder
              + "\")))";
    }
    Files.writeString(folder.resolve("about.txt"), text + "\n");
    return text;
  }

  /** A class path may be longer than a command line. */
  private void writeArguments() throws IOException {
    String path =
        Stream.of("java.class.path", "jdk.module.path")
            .map(key -> System.getProperty(key, ""))
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(File.pathSeparator));
    Files.write(
        folder.resolve(ARGUMENTS),
        List.of(
            "-Dhive.database.backend=" + open.database().backend(),
            "-cp",
            quoted(path),
            OpenBackup.class.getName(),
            quoted(folder.toString())));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
