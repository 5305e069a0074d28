// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.internal.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders of the class path, in directories and jars. */
final class ClassPath {

  private ClassPath() {}

  /** That of the tests. */
  static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : ClassLoader.getSystemClassLoader();
  }

  /** A hash of the names and contents of all files below a folder. */
  static String hash(ClassLoader loader, String folder, String what) {
    Map<String, byte[]> files = new TreeMap<>();
    try {
      List<URL> places = Collections.list(loader.getResources(folder));
      for (URL place : places) {
        collect(place.toURI(), folder, files);
      }
    } catch (IOException | URISyntaxException e) {
      throw new HiveDbConfigurationException(
          "The " + what + " [" + folder + "] cannot be read: " + e.getMessage() + ".", e);
    }
    if (files.isEmpty()) {
      throw new HiveDbConfigurationException(
          "The "
              + what
              + " ["
              + folder
              + "] are not on the class path. Put them under src/test/resources (or"
              + " src/main/resources), or say where they are by migrationsAt.");
    }
    Digest digest = new Digest();
    files.forEach((name, content) -> digest.add(name).add(content));
    return digest.hex();
  }

  private static void collect(URI place, String folder, Map<String, byte[]> files)
      throws IOException {
    if (place.getScheme().equals("jar")) {
      String text = place.getRawSchemeSpecificPart();
      URI jar = URI.create(text.substring(0, text.lastIndexOf("!/")));
      // A file system of our own: one that others share must not be closed here.
      try (FileSystem system = FileSystems.newFileSystem(Path.of(jar))) {
        walk(system.getPath(folder), files);
      }
    } else {
      walk(Path.of(place), files);
    }
  }

  private static void walk(Path root, Map<String, byte[]> files) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }
}
