-- The consumers that a bulk change is about. Apart from the task: lists of tasks are read every second while one runs.
CREATE TABLE "task_selection" (
    "task_id" UUID NOT NULL,
    "consumers" INTEGER[],

    CONSTRAINT "task_selection_pkey" PRIMARY KEY ("task_id")
);

ALTER TABLE "task_selection" ADD CONSTRAINT "task_selection_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE CASCADE ON UPDATE CASCADE;
