// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.Test;

/** Mappers of MyBatis. */
@HiveDatabase(scripts = "mybatis.sql")
class MyBatisTests {

  /** A row. */
  public static final class Note {
    private long id;
    private String title = "";
    private String embedding = "";

    public long getId() {
      return id;
    }

    public void setId(long id) {
      this.id = id;
    }

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }

    public String getEmbedding() {
      return embedding;
    }

    public void setEmbedding(String embedding) {
      this.embedding = embedding;
    }
  }

  /** What is done with notes. */
  public interface Notes {

    @Insert("insert into note (title, embedding) values (#{title}, #{embedding}::vector)")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    void insert(Note note);

    @Select("select id, title, embedding::text as embedding from note where id = #{id}")
    Note byId(long id);

    @Update("update note set title = #{title} where id = #{id}")
    int rename(@Param("id") long id, @Param("title") String title);

    @Delete("delete from note where id = #{id}")
    int delete(long id);

    @Select("select title from note order by embedding <-> #{to}::vector limit #{most}")
    List<String> nearest(@Param("to") String to, @Param("most") int most);

    @Select(
        "<script>select count(*) as n, max(title) as last from note where id in"
            + " <foreach item='id' collection='ids' open='(' separator=',' close=')'>#{id}</foreach>"
            + "</script>")
    Map<String, Object> sums(@Param("ids") List<Long> ids);
  }

  private static SqlSessionFactory factory(DataSource dataSource) {
    Configuration configuration =
        new Configuration(new Environment("test", new JdbcTransactionFactory(), dataSource));
    configuration.addMapper(Notes.class);
    return new SqlSessionFactoryBuilder().build(configuration);
  }

  private static Note note(String title, String embedding) {
    Note note = new Note();
    note.setTitle(title);
    note.setEmbedding(embedding);
    return note;
  }

  @Test
  void mapsRows(DataSource dataSource) {
    try (SqlSession session = factory(dataSource).openSession()) {
      Notes notes = session.getMapper(Notes.class);
      Note near = note("near", "[1,2,3]");
      Note far = note("far", "[9,9,9]");
      notes.insert(near);
      notes.insert(far);
      assertThat(far.getId()).isEqualTo(near.getId() + 1);
      assertThat(notes.byId(near.getId()).getEmbedding()).isEqualTo("[1,2,3]");
      assertThat(notes.rename(far.getId(), "renamed")).isEqualTo(1);
      assertThat(notes.nearest("[8,8,8]", 1)).containsExactly("renamed");
      assertThat(notes.sums(List.of(near.getId(), far.getId())))
          .containsEntry("n", 2L)
          .containsEntry("last", "renamed");
      assertThat(notes.delete(near.getId())).isEqualTo(1);
      session.rollback();
    }
    try (SqlSession session = factory(dataSource).openSession()) {
      assertThat(session.getMapper(Notes.class).nearest("[1,1,1]", 9)).isEmpty();
    }
  }

  @Test
  void writesInBatches(DataSource dataSource) {
    try (SqlSession session = factory(dataSource).openSession(ExecutorType.BATCH)) {
      Notes notes = session.getMapper(Notes.class);
      for (int i = 0; i < 50; i++) {
        notes.insert(note("batch " + i, "[" + i + ",0,0]"));
      }
      session.flushStatements();
      assertThat(notes.nearest("[7.2,0,0]", 2)).containsExactly("batch 7", "batch 8");
      session.rollback();
    }
  }
}
