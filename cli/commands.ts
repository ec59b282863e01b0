import type { Command } from "#/cli/command.ts";
import { backupCreate, backupRestore } from "#/cli/commands/backup.ts";
import { datasetsAttachImages } from "#/cli/commands/datasets-attach-images.ts";
import { datasetsImport } from "#/cli/commands/datasets-import.ts";
import { datasetsList } from "#/cli/commands/datasets-list.ts";
import { hiddenFiles, hiddenGrant, hiddenMeter, hiddenRevoke } from "#/cli/commands/hidden.ts";
import { imagesCopy } from "#/cli/commands/images-copy.ts";
import { judgeAttackReport, judgeRejudge } from "#/cli/commands/judge.ts";
import { showLeaderboard } from "#/cli/commands/leaderboard-show.ts";
import { modelsRename, modelsVerify } from "#/cli/commands/models.ts";
import { predictionsScore } from "#/cli/commands/predictions-score.ts";
import { receiptsVerify } from "#/cli/commands/receipts-verify.ts";
import { runsReread } from "#/cli/commands/runs-reread.ts";
import { secretsRotate } from "#/cli/commands/secrets-rotate.ts";
import {
  submissionsCancel,
  submissionsPublish,
  submissionsRetry,
} from "#/cli/commands/submissions-change.ts";
import { submissionsCreate } from "#/cli/commands/submissions-create.ts";
import { submissionsDryRun } from "#/cli/commands/submissions-dry-run.ts";
import { submissionsItems } from "#/cli/commands/submissions-items.ts";
import { submissionsProbe } from "#/cli/commands/submissions-probe.ts";
import { submissionsShow } from "#/cli/commands/submissions-show.ts";
import { tokensCreate } from "#/cli/commands/tokens-create.ts";
import { usersBlock, usersUnblock } from "#/cli/commands/users-block.ts";
import { usersCreate } from "#/cli/commands/users-create.ts";

export const commands: readonly Command[] = [
  datasetsImport,
  datasetsAttachImages,
  datasetsList,
  imagesCopy,
  predictionsScore,
  submissionsProbe,
  submissionsDryRun,
  submissionsCreate,
  submissionsShow,
  submissionsItems,
  submissionsCancel,
  submissionsRetry,
  submissionsPublish,
  receiptsVerify,
  showLeaderboard,
  modelsVerify,
  modelsRename,
  judgeRejudge,
  judgeAttackReport,
  hiddenMeter,
  hiddenGrant,
  hiddenRevoke,
  hiddenFiles,
  runsReread,
  usersCreate,
  usersBlock,
  usersUnblock,
  tokensCreate,
  secretsRotate,
  backupCreate,
  backupRestore,
];
