// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit.internal.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.hivedb.HiveDbConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs in the files of a folder, one for each backend. */
public final class RunFiles {

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final Object ONE_AT_A_TIME = new Object();

  private RunFiles() {}

  /**
   * Adds a run to what is known of its backend. Several JVMs may do so at once.
   *
   * @param folder made where it is not there
   * @param run replaces what the file says of its classes, and leaves the others
   * @return the file
   * @throws IOException if it cannot be written
   */
  public static Path add(Path folder, Run run) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("run-" + run.backend().replaceAll("[^\\w.-]", "_") + ".json");
    // A lock of a file is the JVM's: it does not hold off another thread.
    synchronized (ONE_AT_A_TIME) {
      try (FileChannel channel = FileChannel.open(folder.resolve(".lock"), lockOptions())) {
        // Held until the channel is closed.
        channel.lock();
        replace(file, Files.exists(file) ? read(file).with(run) : run.with(run));
        return file;
      }
    }
  }

  private static StandardOpenOption[] lockOptions() {
    return new StandardOpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.WRITE};
  }

  /** Whoever reads meanwhile sees the old one or the new one. */
  private static void replace(Path file, Run run) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, GSON.toJson(run) + "\n");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads what a folder holds.
   *
   * @param place a folder, or one file
   * @return a run for each file
   * @throws IOException if it cannot be read
   */
  public static List<Run> of(Path place) throws IOException {
    if (Files.isRegularFile(place)) {
      return List.of(read(place));
    }
    List<Path> files;
    try (Stream<Path> all = Files.exists(place) ? Files.list(place) : Stream.empty()) {
      files = all.filter(RunFiles::isRun).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new HiveDbConfigurationException(
          "There is no run-….json in ["
              + place.toAbsolutePath()
              + "]. Run tests with @HiveDatabase first, without hive.database.report=false; or name"
              + " the folder that hive.database.report-folder named.");
    }
    return Stream.of(files.toArray(Path[]::new)).map(RunFiles::read).toList();
  }

  private static boolean isRun(Path file) {
    return file.getFileName().toString().matches("run-.*\\.json");
  }

  private static Run read(Path file) {
    try {
      Run run = GSON.fromJson(Files.readString(file), Run.class);
      if (run != null && run.backend() != null && run.classes() != null) {
        return run;
      }
      throw unreadable(file, null);
    } catch (IOException | JsonParseException e) {
      throw unreadable(file, e);
    }
  }

  private static HiveDbConfigurationException unreadable(Path file, @Nullable Exception cause) {
    return new HiveDbConfigurationException(
        "["
            + file.toAbsolutePath()
            + "] is not the report of a run"
            + (cause == null ? "" : ": " + cause.getMessage())
            + ". Delete it, and run the tests again.",
        cause);
  }
}
