// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** pgjdbc and pgvector-java are optional: without them the backend works with plain classes. */
class WithoutPgDriverTests {

  private static URL[] classPathWithoutPostgres() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("postgresql") && !entry.contains("pgvector"))
        .map(WithoutPgDriverTests::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void worksWithPlainClasses() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(classPathWithoutPostgres(), ClassLoader.getPlatformClassLoader())) {
      Class<?> program = loader.loadClass(WithoutPgDriverProgram.class.getName());
      Object seen = ((Callable<?>) program.getDeclaredConstructor().newInstance()).call();
      assertThat(seen)
          .isEqualTo(
              List.of(
                  "java.lang.String [1,2]",
                  "java.lang.String {\"a\": 1}",
                  "java.sql.SQLException 22012 ERROR: division by zero",
                  "java.sql.SQLException 22003 Bad value for type int : a",
                  "false"));
    }
  }
}
