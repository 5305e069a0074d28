// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import io.hivedb.junit.JdbcUrl;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The two databases of docs/junit.md")
@HiveDatabase
@HiveDatabase(name = "orders", scripts = "schema.sql")
class TwoDatabasesTests {

  @Test
  void copies(
      DataSource source,
      @HiveDatabase(name = "orders") DataSource orders,
      @HiveDatabase(name = "orders") @JdbcUrl String ordersUrl) {
    assertThat(source).isNotSameAs(orders);
    assertThat(ordersUrl).startsWith("jdbc:");
  }
}
