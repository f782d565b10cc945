package io.qianhu.bench;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What a tutorial on Spring Batch does: a FlatFileItemReader, libphonenumber for each row, a JdbcBatchItemWriter into
 * an H2 file with a unique key on the number, 1,000 rows in a chunk. Duplicates are merged, as a failing insert would
 * cost this job a rollback and a thousand single rows for each.
 */
public final class PlainBatchJob {
    private static final int CHUNK = 1000;

    private PlainBatchJob() {}

    /** Arguments: input, database file. */
    public static void main(String[] args) throws Exception {
        System.setProperty("bench.input", args[0]);
        System.setProperty("bench.database", args[1]);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Tutorial.class)) {
            JobOperator operator = context.getBean(JobOperator.class);
            Jvm.tellBegin();
            long begin = System.nanoTime();
            JobExecution execution = operator.start(
                    context.getBean(Job.class),
                    new JobParametersBuilder().addString("input", args[0]).toJobParameters());
            Jvm.tell("seconds", (System.nanoTime() - begin) / 1e9);
            if (execution.getStatus() != BatchStatus.COMPLETED) {
                throw new IllegalStateException("the job ended as " + execution.getStatus());
            }
            StepExecution step = execution.getStepExecutions().iterator().next();
            Jvm.tell("rows", step.getReadCount());
            Jvm.tell("rejected", step.getFilterCount());
            Jvm.tell("accepted", step.getWriteCount());
            Long distinct =
                    context.getBean(JdbcTemplate.class).queryForObject("select count(*) from callee", Long.class);
            Jvm.tell("distinct", distinct == null ? 0 : distinct);
        }
    }

    /** A row of the file; columns that it lacks are empty. */
    public record Row(String id, String phone, String name, String city) {}

    /** A row that is kept; the writer finds its values by these names. */
    public record Callee(String number, String id, String name, String city) {}

    @Configuration(proxyBeanMethods = false)
    @EnableBatchProcessing
    @EnableJdbcJobRepository
    static class Tutorial {
        @Bean
        DataSource dataSource() {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setUrl("jdbc:h2:file:" + System.getProperty("bench.database"));
            // Without a pool, which a tutorial would have, an open connection keeps the database open.
            dataSource.setUrl(dataSource.getUrl() + ";DB_CLOSE_DELAY=-1");
            ResourceDatabasePopulator tables = new ResourceDatabasePopulator(
                    new ClassPathResource("org/springframework/batch/core/schema-h2.sql"));
            DatabasePopulatorUtils.execute(tables, dataSource);
            new JdbcTemplate(dataSource)
                    .execute("create table callee (number varchar(20) primary key, id varchar(20), name varchar(100),"
                            + " city varchar(100))");
            return dataSource;
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }

        @Bean
        FlatFileItemReader<Row> reader() {
            return new FlatFileItemReaderBuilder<Row>()
                    .name("rows")
                    .resource(new FileSystemResource(Path.of(System.getProperty("bench.input"))))
                    .encoding(StandardCharsets.UTF_8.name())
                    .linesToSkip(1)
                    .delimited()
                    .strict(false)
                    .names("id", "phone", "name", "city")
                    .targetType(Row.class)
                    .build();
        }

        @Bean
        JdbcBatchItemWriter<Callee> writer(DataSource dataSource) {
            return new JdbcBatchItemWriterBuilder<Callee>()
                    .dataSource(dataSource)
                    .sql("merge into callee (number, id, name, city) key (number)"
                            + " values (:number, :id, :name, :city)")
                    .beanMapped()
                    .assertUpdates(false)
                    .build();
        }

        @Bean
        Step step(
                JobRepository repository,
                PlatformTransactionManager transactions,
                FlatFileItemReader<Row> reader,
                JdbcBatchItemWriter<Callee> writer) {
            return new StepBuilder("import", repository)
                    .<Row, Callee>chunk(CHUNK)
                    .transactionManager(transactions)
                    .reader(reader)
                    .processor(new Validating())
                    .writer(writer)
                    .build();
        }

        @Bean
        Job job(JobRepository repository, Step step) {
            return new JobBuilder("import", repository).start(step).build();
        }
    }

    /** Keeps valid mobiles of mainland China, in one spelling; null filters the row. */
    private static final class Validating implements ItemProcessor<Row, Callee> {
        private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

        @Override
        public @Nullable Callee process(Row row) {
            try {
                PhoneNumber number = library.parse(row.phone(), "CN");
                boolean kept = library.isValidNumberForRegion(number, "CN")
                        && library.getNumberType(number) == PhoneNumberType.MOBILE;
                return kept
                        ? new Callee(Long.toString(number.getNationalNumber()), row.id(), row.name(), row.city())
                        : null;
            } catch (NumberParseException e) {
                return null;
            }
        }
    }
}
