import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ChatStack } from '../lib/chat-stack.ts';
import { readSettings, type Settings } from '../lib/settings.ts';

const app = new App();
new ChatStack(app, 'Chat', {
  description: 'Serverless chat over WebSockets',
  settings: readSettingsOf(app),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

/** A faulty setting ends the app with what is wrong with it; where that was found is nothing to an operator. */
function readSettingsOf({ node }: App): Settings {
  try {
    // The CLI says where it would deploy a stack that names no region of its own.
    return readSettings(node.getAllContext(), process.env.CDK_DEFAULT_REGION);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
